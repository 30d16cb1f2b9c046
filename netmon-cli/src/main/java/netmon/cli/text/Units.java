package netmon.cli.text;

import java.util.Locale;

/** How amounts are written. */
public enum Units {
    /** 1024, under the names that the original's users know. */
    ORIGINAL(1024, "B KB MB GB TB", "bit Kbit Mbit Gbit Tbit"),
    /** 1024, under the standard's names. */
    IEC(1024, "B KiB MiB GiB TiB", "bit Kibit Mibit Gibit Tibit"),
    /** 1000. */
    SI(1000, "B kB MB GB TB", "bit kbit Mbit Gbit Tbit");

    private final int step;
    private final String bytes;
    private final String bits;

    Units(int step, String bytes, String bits) {
        this.step = step;
        this.bytes = bytes;
        this.bits = bits;
    }

    public AmountFormat bytes() {
        return new AmountFormat(step, 1, bytes.split(" ", -1));
    }

    AmountFormat bits() {
        return new AmountFormat(step, Byte.SIZE, bits.split(" ", -1));
    }

    /** What is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
