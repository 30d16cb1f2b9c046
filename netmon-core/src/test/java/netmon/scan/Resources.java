package netmon.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The recorded outputs of programs. */
public final class Resources {
    private Resources() {}

    /** The content of one of them, such as {@code macos/netstat-anv-macos26.txt}. */
    public static ByteBuffer bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream("/" + name)) {
            return ByteBuffer.wrap(
                    Objects.requireNonNull(in, "no resource " + name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of one of them as text. */
    public static String text(String name) {
        return StandardCharsets.UTF_8.decode(bytes(name)).toString();
    }
}
