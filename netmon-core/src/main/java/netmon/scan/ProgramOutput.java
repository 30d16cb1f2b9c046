package netmon.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The output of a program from position to limit, and its exit status; or the content of a file, and 0. */
public record ProgramOutput(ByteBuffer bytes, int exit) {
    public static ProgramOutput of(byte[] bytes) {
        return new ProgramOutput(ByteBuffer.wrap(bytes), 0);
    }

    public static ProgramOutput of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The output as text; bytes that are not UTF-8 become U+FFFD. */
    public String text() {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
