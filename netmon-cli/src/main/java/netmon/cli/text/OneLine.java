package netmon.cli.text;

import netmon.model.Traffic;


/** Short text for a status bar. */
public final class OneLine {
    private OneLine() {}

    /** Such as {@code 1.88 GB down, 252.29 MB up}. */
    public static String of(Traffic traffic, AmountFormat bytes) {
        return bytes.of(traffic.received()) + " down, " + bytes.of(traffic.sent()) + " up";
    }
}
