package netmon.scan.macos.ntstat.wire;

import java.nio.charset.StandardCharsets;

/** A char field of C: text in UTF-8, filled up with zeros. */
public final class ZeroFilled {
    private ZeroFilled() {}

    /** The text up to the first zero, or the whole field. */
    public static String text(byte[] field) {
        int length = 0;
        while (length < field.length && field[length] != 0) {
            length++;
        }
        return new String(field, 0, length, StandardCharsets.UTF_8);
    }
}
