package netmon.scan.linux.interfaces;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netmon.scan.RowTally;
import netmon.scan.ScanException;

/**
 * One line of {@code /proc/net/dev}. Two lines of headings come first. Bytes are the 1st and the 9th number:
 *
 * <pre>{@code
 *   eth0: 66820615    2248    0    0    0     0      0         0   313239    2027    0    0    0     0       0      0
 * }</pre>
 *
 * @param received bytes, an unsigned number of 64 bits
 * @param sent bytes, an unsigned number of 64 bits
 */
public record NetDevRow(String name, long received, long sent) {
    private static final int SENT_FIELD = 8;
    private static final int DECIMAL = 10;

    /**
     * Parses the whole file. A line that is no row is left out and counted in the tally; the others are still trusted.
     *
     * @throws ScanException if there is no row at all
     */
    public static List<NetDevRow> parse(ByteBuffer bytes, RowTally tally) throws ScanException {
        String text = KernelName.decode(bytes);
        List<NetDevRow> rows = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            int colon = text.lastIndexOf(':', end - 1); // a name may have one, as an alias; numbers have none
            if (colon >= at) {
                add(rows, text, at, colon, end, tally);
            }
            at = end + 1;
        }
        if (rows.isEmpty()) {
            throw new ScanException("/proc/net/dev: no interface in " + text.length() + " characters");
        }
        return rows;
    }

    private static void add(List<NetDevRow> rows, String text, int from, int colon, int to, RowTally tally) {
        try {
            rows.add(row(text, from, colon, to));
            tally.understood();
        } catch (NumberFormatException e) {
            tally.notUnderstood(text.substring(from, to));
        }
    }

    private static NetDevRow row(String text, int from, int colon, int to) {
        int received = skipBlanks(text, colon + 1, to);
        int sent = received;
        for (int i = 0; i < SENT_FIELD; i++) {
            sent = skipBlanks(text, skipNumber(text, sent, to), to);
        }
        return new NetDevRow(
                text.substring(skipBlanks(text, from, colon), colon),
                Long.parseUnsignedLong(text, received, skipNumber(text, received, to), DECIMAL),
                Long.parseUnsignedLong(text, sent, skipNumber(text, sent, to), DECIMAL));
    }

    private static int skipBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int skipNumber(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != ' ') {
            at++;
        }
        return at;
    }
}
