package netmon.cli.parse;

/** The stretches of the local calendar that have a name. */
public enum NamedPeriod {
    TODAY("today", "today"),
    YESTERDAY("yesterday", "yesterday"),
    WEEK("week", "this week"),
    MONTH("month", "this month"),
    YEAR("year", "this year"),
    ALL("all", "all time");

    private final String word;
    private final String label;

    NamedPeriod(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** What is typed. */
    public String word() {
        return word;
    }

    /** What is printed. */
    public String label() {
        return label;
    }
}
