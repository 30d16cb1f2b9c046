package netmon.cli;

import java.util.Locale;

/** When the terminal's attributes are used. */
enum Colour {
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

    /** What is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
