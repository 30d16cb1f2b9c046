package netmon.setup;

import java.util.Locale;

/** The systems that netmon can be installed on. */
public enum SetupPlatform {
    MACOS,
    LINUX;

    /**
     * By Java's {@code os.name}.
     *
     * @throws SetupException on any other system
     */
    public static SetupPlatform of(String name) throws SetupException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return MACOS;
        }
        if (lower.equals("linux")) {
            return LINUX;
        }
        throw new SetupException("netmon does not know how to install itself on " + name);
    }
}
