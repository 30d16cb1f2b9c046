package netmon.scan.macos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;

/**
 * The columns of a netstat row after the state. They changed from release to release; the header shows which ones.
 *
 * @param bytes whether received and sent bytes come first
 * @param packets whether a number of packets follows each of them ({@code 118268/97})
 * @param named whether a process's name and pid ({@code Autodesk Fusion:22712}) replace {@code pid epid}
 * @param worksFor whether the process for which that one works follows in the same way, perhaps as a lone colon
 * @param filters how many columns lie between {@code gencnt} and {@code fltrs}; -1 where it is not printed
 */
record NetstatLayout(boolean bytes, boolean packets, boolean named, boolean worksFor, int filters) {
    private static final String BEFORE = "(state)";
    private static final String FILTERS = "fltrs";

    private static final String GENCNT = "gencnt";

    /** Columns after the process; netmon does not read the following ones. Older releases print fewer. */
    private static final List<String> TAIL = List.of("state", "options", GENCNT);

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
        int from = header.toLowerCase(Locale.ROOT).indexOf(BEFORE);
        String columns = from < 0 ? "" : header.substring(from + BEFORE.length());
        List<String> words = List.of(columns.strip().split(" +"));
        boolean packets = words.contains("rxbytes/packets");
        NetstatLayout layout = new NetstatLayout(
                packets || words.contains("rxbytes"),
                packets,
                words.contains("process:pid"),
                words.contains("eprocess:epid"),
                words.contains(FILTERS) ? words.indexOf(FILTERS) - words.indexOf(GENCNT) - 1 : -1);
        List<String> known = layout.columns();
        int same = Math.min(words.size(), known.size());
        if (words.size() < known.size() - TAIL.size() || !words.subList(0, same).equals(known.subList(0, same))) {
            throw new ScanException("netstat: not the columns that netmon knows: " + TextExcerpt.of(header));
        }
        return layout;
    }

    /** The layout of a row without a header above it. */
    static NetstatLayout ofRow(String afterState) {
        List<String> fields = List.of(afterState.strip().split(" +"));
        boolean packets = fields.get(0).indexOf('/') >= 0;
        if (afterState.indexOf(':') >= 0) {
            return new NetstatLayout(true, packets, true, packets, -1);
        }
        boolean noBytes = switch (fields.size()) {
            case FIELDS_10_11, FIELDS_13 -> true;
            case FIELDS_10_14 -> fields.get(4).startsWith("0x");
            default -> false;
        };
        return new NetstatLayout(!noBytes, packets, false, false, -1);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (bytes) {
            columns.addAll(packets ? List.of("rxbytes/packets", "txbytes/packets") : List.of("rxbytes", "txbytes"));
        }
        columns.addAll(List.of("rhiwat", "shiwat"));
        columns.addAll(named ? List.of("process:pid") : List.of("pid", "epid"));
        columns.addAll(worksFor ? List.of("eprocess:epid") : List.of());
        columns.addAll(TAIL);
        return columns;
    }
}
