package netmon.model;

import java.util.Locale;

/** The operating systems that netmon tells apart. */
public enum OperatingSystem {
    MACOS("macos", "en_US.UTF-8"),
    LINUX("linux", "C.UTF-8"),
    /** Every other system; netmon reads it through OSHI. */
    OTHER("other", "C.UTF-8");

    private final String word;
    private final String utf8Locale;

    OperatingSystem(String word, String utf8Locale) {
        this.word = word;
        this.utf8Locale = utf8Locale;
    }

    public static OperatingSystem current() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? MACOS : name.startsWith("linux") ? LINUX : OTHER;
    }

    /** The system with this word; {@link #OTHER} if there is none. */
    public static OperatingSystem ofWord(String word) {
        return word.equals(MACOS.word) ? MACOS : word.equals(LINUX.word) ? LINUX : OTHER;
    }

    /** The word that a recording stores. */
    public String word() {
        return word;
    }

    /** A locale with UTF-8 that every installation of the system has: the value of LC_ALL for outside programs. */
    public String utf8Locale() {
        return utf8Locale;
    }
}
