package netmon.scan.linux.processes;

import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;

/**
 * The line of {@code /proc/PID/stat}. The name may contain blanks and parentheses, so it ends at the last parenthesis:
 *
 * <pre>{@code 4711 (Web Content) S 4700 4700 4700 0 -1 4194560 12 0 0 0 1 2 0 0 20 0 1 0 123456 ...}</pre>
 *
 * @param name the thread's name, at most 15 bytes of it
 * @param parent the parent's pid
 * @param started hundredths of a second after the boot
 */
public record ProcStat(String name, int parent, long started) {
    /** Fields after the name: the state is the 3rd of the line, the parent's pid the 4th, the start the 22nd. */
    private static final int PARENT = 1;

    private static final int STARTED = 19;

    public static ProcStat parse(String line) throws ScanException {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        try {
            String[] fields = line.substring(close + 1).strip().split(" ", STARTED + 2);
            return new ProcStat(
                    line.substring(open + 1, close),
                    Integer.parseInt(fields[PARENT]),
                    Long.parseLong(fields[STARTED].strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ScanException("not a line of /proc/PID/stat: " + TextExcerpt.of(line), e);
        }
    }
}
