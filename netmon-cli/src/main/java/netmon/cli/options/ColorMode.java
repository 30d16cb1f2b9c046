package netmon.cli.options;

import netmon.cli.session.Session;

import java.util.Locale;

/** When the output uses bold text. */
enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER;

    boolean isOn(Session session) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                session.variable("NO_COLOR").isEmpty()
                        && !session.variable("TERM").equals("dumb")
                        && session.isTerminal();
        };
    }

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
