package netmon.cli;

import netmon.model.Traffic;

/** What fits into a status bar. */
final class OneLine {
    private OneLine() {}

    /** Such as {@code 1.88 GB down, 252.29 MB up}. */
    static String of(Traffic traffic, Bytes bytes) {
        return bytes.of(traffic.received()) + " down, " + bytes.of(traffic.sent()) + " up";
    }
}
