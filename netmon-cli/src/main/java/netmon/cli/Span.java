package netmon.cli;

/** The stretches of the local calendar that have a name. */
enum Span {
    TODAY("today", "today"),
    YESTERDAY("yesterday", "yesterday"),
    WEEK("week", "this week"),
    MONTH("month", "this month"),
    YEAR("year", "this year"),
    ALL("all", "all time");

    private final String word;
    private final String label;

    Span(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** What is typed. */
    String word() {
        return word;
    }

    /** What is printed. */
    String label() {
        return label;
    }
}
