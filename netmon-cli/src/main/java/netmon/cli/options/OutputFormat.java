package netmon.cli.options;

/** For whom the answer is written. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV,
    /** For status bars. */
    ONE_LINE
}
