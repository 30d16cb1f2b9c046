package netmon.cli.parse;

/** The periods of the local calendar that have a name. */
public enum NamedPeriod {
    TODAY("today", "today", "The time since midnight; this is the default."),
    YESTERDAY("yesterday", "yesterday", "The day before today."),
    WEEK("week", "this week", "This week, from Monday on."),
    MONTH("month", "this month", "This month."),
    YEAR("year", "this year", "This year."),
    ALL("all", "all time", "All recorded data.");

    private final String word;
    private final String label;
    private final String description;

    NamedPeriod(String word, String label, String description) {
        this.word = word;
        this.label = label;
        this.description = description;
    }

    /** The word on the command line. */
    public String word() {
        return word;
    }

    /** The words in an answer. */
    public String label() {
        return label;
    }

    /** What the help says. */
    public String description() {
        return description;
    }
}
