package netmon.cli.text;


import java.util.Locale;

/** The units of amounts. */
public enum Units {
    /** Steps of 1024, with the names of the original: KB, MB. */
    ORIGINAL(1024, "B KB MB GB TB", "bit Kbit Mbit Gbit Tbit"),
    /** Steps of 1024, with the names of the standard IEC 80000: KiB, MiB. */
    IEC(1024, "B KiB MiB GiB TiB", "bit Kibit Mibit Gibit Tibit"),
    /** Steps of 1000: kB, MB. */
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

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
