package netmon.cli.parse;

import java.util.Locale;

/** The periods of the local calendar that have a name. */
public enum NamedPeriod {
    TODAY("today", "The time since midnight; this is the default."),
    YESTERDAY("yesterday", "The day before today."),
    WEEK("this week", "This week, from Monday on."),
    MONTH("this month", "This month."),
    YEAR("this year", "This year."),
    ALL("all time", "All recorded data.");

    private final String label;
    private final String description;

    NamedPeriod(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words in an answer. */
    public String label() {
        return label;
    }

    public String description() {
        return description;
    }
}
