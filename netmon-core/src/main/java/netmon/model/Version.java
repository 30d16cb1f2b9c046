package netmon.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of netmon. Service and command come from one build and compare their versions when they connect. */
public final class Version {
    private Version() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        return text().replaceFirst(" .*", "");
    }

    /** The day of the release, such as {@code 2026-11-23}. */
    public static String date() {
        return text().replaceFirst("^[^ ]* ", "").replaceFirst("T.*", "");
    }

    /** The build writes the number and the time of the release into {@code version.txt}. */
    private static String text() {
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
