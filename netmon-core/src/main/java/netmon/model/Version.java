package netmon.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which netmon this is: the service and the command are of one build, and compare theirs when they meet. */
public final class Version {
    private Version() {}

    /** Such as {@code 0.1.0}, as the build writes it into {@code version.txt}. */
    public static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: version.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.txt", e);
        }
    }
}
