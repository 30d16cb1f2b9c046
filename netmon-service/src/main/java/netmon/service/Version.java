package netmon.service;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build writes into the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"netmon-service " + number()};
    }

    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "(not built as a jar)");
    }
}
