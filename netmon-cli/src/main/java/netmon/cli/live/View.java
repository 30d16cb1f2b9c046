package netmon.cli.live;

import java.util.Locale;

/** By what the rates are shown. */
public enum View {
    APPS("applications", "Application"),
    INTERFACES("interfaces", "Interface"),
    PROCESSES("processes", "Process"),
    CONNECTIONS("connections", "Connection");

    private final String words;
    private final String heading;

    View(String words, String heading) {
        this.words = words;
        this.heading = heading;
    }

    String words() {
        return words;
    }

    /** Above the column of names. */
    String heading() {
        return heading;
    }

    /** Whether only the living service knows it. */
    boolean isAsked() {
        return switch (this) {
            case APPS, INTERFACES -> false;
            case PROCESSES, CONNECTIONS -> true;
        };
    }

    /** What is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
