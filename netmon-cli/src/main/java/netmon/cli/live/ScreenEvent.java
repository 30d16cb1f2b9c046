package netmon.cli.live;

import java.io.IOException;
import netmon.cli.live.terminal.Key;
import netmon.model.StoreException;

/** What happens to a live screen. */
public sealed interface ScreenEvent {
    /** A key was pressed. */
    record Pressed(Key key) implements ScreenEvent {}

    /** Something was learned. */
    record Learned(Update news) implements ScreenEvent {}

    /** Nothing can be learned, from the beginning. */
    record Failed(StoreException failure) implements ScreenEvent {}

    /** The terminal has another size, or shows what others wrote. */
    record Redraw() implements ScreenEvent {}

    /** Ctrl-Z. */
    record Suspend() implements ScreenEvent {}

    /** There is no terminal any more. */
    record Gone(IOException failure) implements ScreenEvent {}
}
