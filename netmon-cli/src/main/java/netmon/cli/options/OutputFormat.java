package netmon.cli.options;


/** The format of an answer. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV,
    /** For status bars. */
    ONE_LINE
}
