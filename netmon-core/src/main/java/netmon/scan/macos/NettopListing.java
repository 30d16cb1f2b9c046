package netmon.scan.macos;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.Endpoints;
import netmon.scan.OutputLines;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * Parses the output of {@code nettop -L 1 -x -n -J bytes_in,bytes_out}: a row for each process, followed by its
 * sockets. nettop is closed source; the format is taken from recorded samples.
 *
 * <pre>
 * ,bytes_in,bytes_out,
 * apsd.533,11417,23504,
 * tcp4 192.168.1.7:49200&lt;-&gt;17.57.146.52:5223,11417,23504,
 * tcp6 fe80::1%en0.49201&lt;-&gt;*.*,,,
 * </pre>
 *
 * @param processes the processes, each with the sum of its live sockets
 * @param sockets the sockets; none if nettop printed processes only
 * @param quic those among them that are flows of QUIC in user space
 */
record NettopListing(List<ProcessSum> processes, List<Socket> sockets, List<Socket> quic) {
    private static final String QUIC = "quic";
    private static final String BETWEEN = "<->";

    record ProcessSum(OwnerProcess process, Traffic bytes) {}

    static NettopListing parse(ByteBuffer output, RowTally tally) throws ScanException {
        OutputLines lines = new OutputLines(output);
        NettopColumns columns = NettopColumns.of(lines.next(), tally.program());
        NettopListing listing = new NettopListing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            try {
                listing.add(columns.read(line));
                tally.understood();
            } catch (IllegalArgumentException e) {
                tally.notUnderstood(line);
            }
        }
        tally.check();
        if (listing.processes.isEmpty()) {
            throw new ScanException(tally.program() + ": it printed no process");
        }
        return listing;
    }

    private void add(NettopRow row) {
        if (row.name.contains(BETWEEN)) {
            if (processes.isEmpty()) {
                throw new IllegalArgumentException("a socket before the first process");
            }
            Socket socket = socket(row, processes.get(processes.size() - 1).process());
            sockets.add(socket);
            if (row.name.startsWith(QUIC)) {
                quic.add(socket);
            }
        } else {
            processes.add(new ProcessSum(process(row.name), row.bytes));
        }
    }

    /** {@code Code Helper (Pl.51458}: nettop cuts the name to 15 characters; it may contain dots. */
    private static OwnerProcess process(String name) {
        int dot = name.lastIndexOf('.');
        long pid = Long.parseLong(name, dot + 1, name.length(), 10);
        if (dot < 0 || pid < 0) {
            throw new IllegalArgumentException("no process: " + name);
        }
        return OwnerProcess.unresolved(pid, dot == 0 ? null : name.substring(0, dot));
    }

    /** {@code tcp4 1.2.3.4:5<->6.7.8.9:443} or {@code udp6 *.5353<->*.*}. A listener has no bytes and no remote end. */
    private static Socket socket(NettopRow row, OwnerProcess owner) {
        int blank = row.name.indexOf(' ');
        int between = row.name.indexOf(BETWEEN);
        if (blank < 0 || blank > between) {
            throw new IllegalArgumentException("no socket: " + row.name);
        }
        String kind = row.name.substring(0, blank);
        Protocol protocol = protocol(kind);
        Endpoint local = endpoint(kind, row.name.substring(blank + 1, between));
        Endpoint remote = endpoint(kind, row.name.substring(between + BETWEEN.length()));
        boolean listening = protocol == Protocol.TCP && remote.isAny();
        return new Socket(protocol, local, remote, 0, listening, false, List.of(owner), row.bytes, null);
    }

    private static Protocol protocol(String kind) {
        return switch (kind) {
            case "tcp4", "tcp6" -> Protocol.TCP;
            case "udp4", "udp6", "quic4", "quic6" -> Protocol.UDP;
            default -> throw new IllegalArgumentException("no protocol: " + kind);
        };
    }

    private static Endpoint endpoint(String kind, String text) {
        return kind.endsWith("4") ? Endpoints.coloned(text) : Endpoints.dotted(text);
    }

    private record NettopRow(String name, Traffic bytes) {}

    /**
     * The columns of a row. All except the name, which may contain commas, are counted from the right.
     *
     * @param name the name's column from the left; it has no title
     * @param afterName how many columns follow it, including the empty one after the last comma
     */
    private record NettopColumns(int name, int afterName, int received, int sent) {
        static NettopColumns of(@Nullable String header, String command) throws ScanException {
            List<String> words = List.of((header == null ? "" : header).split(",", -1));
            int count = words.size();
            int name = words.indexOf("");
            int received = words.indexOf("bytes_in");
            int sent = words.indexOf("bytes_out");
            if (name < 0 || received < name || sent < name) {
                throw new ScanException(command + ": not the columns that netmon knows: "
                        + TextExcerpt.of(header == null ? "" : header));
            }
            return new NettopColumns(name, count - 1 - name, count - received, count - sent);
        }

        NettopRow read(String line) {
            List<String> fields = List.of(line.split(",", -1));
            int count = fields.size();
            if (count < name + 1 + afterName) {
                throw new IllegalArgumentException("too few columns: " + line);
            }
            String joined = String.join(",", fields.subList(name, count - afterName));
            return new NettopRow(
                    joined, new Traffic(number(fields.get(count - received)), number(fields.get(count - sent))));
        }

        private static long number(String field) {
            return field.isEmpty() ? 0 : Long.parseLong(field);
        }
    }
}
