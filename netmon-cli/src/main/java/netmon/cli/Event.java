package netmon.cli;

import java.io.IOException;
import netmon.store.StoreException;

/** What happens to a live screen. */
sealed interface Event {
    /** A key was pressed. */
    record Pressed(Key key) implements Event {}

    /** Something was learned. */
    record Learned(News news) implements Event {}

    /** Nothing can be learned, from the beginning. */
    record Failed(StoreException failure) implements Event {}

    /** The terminal has another size, or shows what others wrote. */
    record Redraw() implements Event {}

    /** Ctrl-Z. */
    record Suspend() implements Event {}

    /** There is no terminal any more. */
    record Gone(IOException failure) implements Event {}
}
