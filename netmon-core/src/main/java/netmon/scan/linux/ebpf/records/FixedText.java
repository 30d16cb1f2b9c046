package netmon.scan.linux.ebpf.records;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text in fields of fixed length. */
final class FixedText {
    private FixedText() {}

    /** The bytes up to the first zero, or all of them; what is not UTF-8 is replaced. */
    static String zeroEnded(ByteBuffer bytes, int at, int length) {
        int end = 0;
        while (end < length && bytes.get(at + end) != 0) {
            end++;
        }
        byte[] text = new byte[end];
        bytes.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
