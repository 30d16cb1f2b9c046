package netmon.platform;

import java.util.function.Supplier;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;

/**
 * One source of sockets that a system has.
 *
 * @param choice the value of {@code --scanner} that forces it
 * @param automatic whether netmon may choose it by itself
 * @param source creates it
 */
record SocketSourceOption(ScannerChoice choice, boolean automatic, Supplier<SocketSource> source) {
    /** A source that netmon may choose by itself. */
    static SocketSourceOption automatic(ScannerChoice choice, Supplier<SocketSource> source) {
        return new SocketSourceOption(choice, true, source);
    }

    /** A source that only {@code --scanner} chooses. */
    static SocketSourceOption forced(ScannerChoice choice, Supplier<SocketSource> source) {
        return new SocketSourceOption(choice, false, source);
    }

    boolean isChosenBy(ScannerChoice wanted) {
        return wanted == ScannerChoice.AUTO ? automatic : wanted == choice;
    }
}
