package netmon.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a program's output, one after the other. Bytes that are not UTF-8 become U+FFFD. */
public final class OutputLines {
    /** In bytes; the rest of a longer line is dropped. The longest known row of any program has about 300. */
    private static final int LONGEST = 4096;

    private final byte[] bytes;
    private final int end;
    private int at;

    public OutputLines(ByteBuffer output) {
        if (output.hasArray()) {
            bytes = output.array();
            at = output.arrayOffset() + output.position();
        } else {
            bytes = new byte[output.remaining()];
            output.duplicate().get(bytes);
        }
        end = at + output.remaining();
    }

    /** The next line without its line feed, or null after the last. */
    public @Nullable String next() {
        if (at >= end) {
            return null;
        }
        int from = at;
        int to = from;
        while (to < end && bytes[to] != '\n') {
            to++;
        }
        at = to + 1;
        return new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.UTF_8);
    }
}
