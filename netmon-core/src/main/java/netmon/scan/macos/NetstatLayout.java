package netmon.scan.macos;

import java.util.ArrayList;
import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;

/**
 * The columns of a netstat row after the state. They changed from release to release; the header shows which ones.
 *
 * @param bytes whether received and sent bytes come first
 * @param named whether a process's name and pid ({@code Autodesk Fusion:22712}) replace {@code pid epid}
 */
record NetstatLayout(boolean bytes, boolean named) {
    private static final String BEFORE = "(state)";

    /** Columns after the process; netmon does not read the following ones. Older releases print fewer. */
    private static final List<String> TAIL = List.of("state", "options", "gencnt");

    /** Number of fields after the state in rows without a process's name, by release; the first four have no bytes. */
    private static final int FIELDS_10_11 = 4;

    private static final int FIELDS_10_14 = 6;
    private static final int FIELDS_13 = 12;

    /**
     * The layout of this header.
     *
     * @throws ScanException if its columns differ from those of the releases that netmon knows (10.11 to 26)
     */
    static NetstatLayout ofHeader(String header) throws ScanException {
        int from = header.indexOf(BEFORE);
        String columns = from < 0 ? "" : header.substring(from + BEFORE.length());
        List<String> words = List.of(columns.strip().split(" +"));
        NetstatLayout layout = new NetstatLayout(words.contains("rxbytes"), words.contains("process:pid"));
        List<String> known = layout.columns();
        int same = Math.min(words.size(), known.size());
        if (words.size() < known.size() - TAIL.size() || !words.subList(0, same).equals(known.subList(0, same))) {
            throw new ScanException("netstat: not the columns that netmon knows: " + TextExcerpt.of(header));
        }
        return layout;
    }

    /**
     * The layout of a row without a header above it.
     *
     * @param afterState the row after the state
     */
    static NetstatLayout ofRow(String afterState) {
        if (afterState.indexOf(':') >= 0) {
            return new NetstatLayout(true, true);
        }
        List<String> fields = List.of(afterState.strip().split(" +"));
        boolean noBytes = switch (fields.size()) {
            case FIELDS_10_11, FIELDS_13 -> true;
            case FIELDS_10_14 -> fields.get(4).startsWith("0x");
            default -> false;
        };
        return new NetstatLayout(!noBytes, false);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (bytes) {
            columns.addAll(List.of("rxbytes", "txbytes"));
        }
        columns.addAll(List.of("rhiwat", "shiwat"));
        columns.addAll(named ? List.of("process:pid") : List.of("pid", "epid"));
        columns.addAll(TAIL);
        return columns;
    }
}
