package netmon.scan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts how many rows of one answer were understood, and keeps the first row that was not. */
public final class RowTally {
    /** In percent. Below it the program prints another format than netmon knows, and its numbers are not trusted. */
    private static final int MIN_UNDERSTOOD = 90;

    /** In percent. A guess: one row in hundreds is cut off; more are rows that netmon does not know. */
    private static final int WELL_UNDERSTOOD = 99;

    private final String program;
    private final int wellUnderstood;
    private int understood;
    private int notUnderstood;
    private int strange;
    private @Nullable String offending;

    /** @param program its command line, such as {@code netstat -anvbl -p tcp} */
    public RowTally(String program) {
        this(program, WELL_UNDERSTOOD);
    }

    private RowTally(String program, int wellUnderstood) {
        this.program = program;
        this.wellUnderstood = wellUnderstood;
    }

    /** A tally of rows that matter one by one: it is well understood only if all of them are. */
    public static RowTally ofAll(String program) {
        return new RowTally(program, 100);
    }

    public void understood() {
        understood++;
    }

    public void notUnderstood(String row) {
        notUnderstood++;
        offending = offending == null ? row : offending;
    }

    /** Counts a line that is no row; the rows around it are still trusted. An empty line is ignored. */
    public void strange(String line) {
        if (!line.isBlank()) {
            strange++;
            offending = offending == null ? line : offending;
        }
    }

    /** The program's command line, such as {@code netstat -anvbl -p tcp}. */
    public String program() {
        return program;
    }

    public int rows() {
        return understood + notUnderstood;
    }

    public boolean isUsed() {
        return lines() > 0;
    }

    /** Whether nearly all lines were understood, or all where each of them matters. */
    public boolean isWellUnderstood() {
        return understood * 100L >= wellUnderstood * (long) lines();
    }

    /** In words, with the first line that was not understood, cut short and harmless to a terminal. */
    public String summary() {
        long percent = lines() == 0 ? 100 : understood * 100L / lines();
        String first = offending == null ? "" : "; the first other: " + TextExcerpt.of(offending);
        return String.format(Locale.ROOT, "%d %% of %,d lines of %s understood%s", percent, lines(), program, first);
    }

    /**
     * Ends the count.
     *
     * @throws ScanException if less than nine tenths of the rows were understood
     */
    public void check() throws ScanException {
        if (understood * 100L < MIN_UNDERSTOOD * (long) rows()) {
            throw new ScanException(program + ": " + understood + " of " + rows()
                    + " rows understood; the first other: " + TextExcerpt.of(offending == null ? "" : offending));
        }
    }

    private int lines() {
        return understood + notUnderstood + strange;
    }
}
