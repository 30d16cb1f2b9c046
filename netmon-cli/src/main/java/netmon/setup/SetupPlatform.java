package netmon.setup;

import java.util.Locale;

/** The operating systems on which setup can install netmon. */
public enum SetupPlatform {
    MACOS,
    LINUX;

    /**
     * The system with this value of the property {@code os.name}.
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
        throw new SetupException("netmon setup does not support " + name);
    }
}
