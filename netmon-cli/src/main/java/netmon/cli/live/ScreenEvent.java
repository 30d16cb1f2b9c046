package netmon.cli.live;

import netmon.cli.live.terminal.Key;
import netmon.model.StoreException;

import java.io.IOException;

/** Something that the live screen reacts to. */
sealed interface ScreenEvent {
    /** A key was pressed. */
    record Pressed(Key key) implements ScreenEvent {}

    /** New data came. */
    record Learned(Update update) implements ScreenEvent {}

    /** The database could not be read at the first time. */
    record Failed(StoreException failure) implements ScreenEvent {}

    /** The terminal has another size, or shows another program's output. */
    record Redraw() implements ScreenEvent {}

    /** Ctrl-Z was pressed. */
    record Suspend() implements ScreenEvent {}

    /** The terminal is gone. */
    record Gone(IOException failure) implements ScreenEvent {}
}
