package netmon.cli.live;

import java.util.Locale;

/** A view of the live screen: the kind of its rows. */
enum View {
    APPS("applications", "Application"),
    INTERFACES("interfaces", "Interface"),
    PROCESSES("processes", "Process"),
    CONNECTIONS("connections", "Connection, far address first");

    private final String words;
    private final String heading;

    View(String words, String heading) {
        this.words = words;
        this.heading = heading;
    }

    String words() {
        return words;
    }

    /** The heading of the column of names. */
    String heading() {
        return heading;
    }

    /** Whether only the running service knows its rows. */
    boolean isAsked() {
        return switch (this) {
            case APPS, INTERFACES -> false;
            case PROCESSES, CONNECTIONS -> true;
        };
    }

    /** The value of {@code --by}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
