package netmon.scan.macos.ntstat;

import java.nio.charset.StandardCharsets;

/** A char field of C: text in UTF-8, filled up with zeros. */
final class ZeroFilled {
    private ZeroFilled() {}

    /** The text up to the first zero, or the whole field. */
    static String text(byte[] field) {
        int length = 0;
        while (length < field.length && field[length] != 0) {
            length++;
        }
        return new String(field, 0, length, StandardCharsets.UTF_8);
    }
}
