package netmon.cli;

/** For whom the answer is written. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV,
    /** For status bars. */
    ONE_LINE
}
