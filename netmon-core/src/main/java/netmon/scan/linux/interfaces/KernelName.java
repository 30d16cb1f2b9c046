package netmon.scan.linux.interfaces;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes the names of interfaces. The kernel allows nearly any bytes; those that are no UTF-8 become {@code \xff}, so
 * that two names stay two names, and netlink and {@code /proc/net/dev} agree.
 */
public final class KernelName {
    /** The characters of an escaped byte. */
    private static final int ESCAPED = 4;

    private KernelName() {}

    /** Decodes a name, or a text with names; the position of the buffer stays. */
    public static String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return escaped(bytes.duplicate());
        }
    }

    private static String escaped(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(ESCAPED * bytes.remaining());
        for (CoderResult last = decoder.decode(bytes, text, true); !last.isUnderflow(); ) {
            for (int i = 0; i < last.length(); i++) {
                text.put("\\x" + HexFormat.of().toHexDigits(bytes.get()));
            }
            last = decoder.decode(bytes, text, true);
        }
        return text.flip().toString();
    }
}
