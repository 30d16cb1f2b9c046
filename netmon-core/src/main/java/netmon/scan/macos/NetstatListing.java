package netmon.scan.macos;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.scan.Endpoints;
import netmon.scan.OutputLines;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * Parses the output of {@code netstat -anvvbl -p tcp} and {@code -p udp} in all layouts from 10.11 to 26 (network_cmds'
 * {@code netstat.tproj/inet.c} and {@code main.c}). Up to the state all releases print the same, and UDP rows have no
 * state; {@link NetstatLayout} describes the rest. Three rows, of 10.14, 15 and 26:
 *
 * <pre>
 * tcp4 0 0 10.0.0.2.52044 31.13.66.35.443 ESTABLISHED 9026 316 131072 131860 9811 0 0x0102 0x00000008
 * udp6 0 0 fe80::1%en0.5353 *.* 9026 316 131072 131860 300 0 00102 00000000 00000000023c645f ...
 * tcp4 0 0 127.0.0.1.49515 *.* LISTEN 0 0 131072 131072 Autodesk Fusion:22712 00002 00000000 000000000025c5ff ...
 * </pre>
 */
record NetstatListing(List<NetstatRow> rows, boolean torn) {
    /** Digits of a gencnt, the kernel's number of a socket, never used again; other fields are shorter. */
    private static final int GENCNT_DIGITS = 16;

    /** "Active Internet connections (including servers)" */
    private static final String TITLE = "Active ";

    static final NetstatListing EMPTY = new NetstatListing(List.of(), false);

    /** {@code XSOFF_FLOW_DIV}. */
    private static final long DIVERTED = 0x08;

    private static final Pattern TWO_PROCESSES = Pattern.compile("(.*):(\\d{1,18})(?: +(.*))?");

    /** The rows of one listing; none if the text is empty. A listing is torn if it does not end with a line's end. */
    static NetstatListing parse(ByteBuffer output, RowTally tally) throws ScanException {
        List<NetstatRow> rows = new ArrayList<>();
        NetstatLayout layout = null;
        ByteBuffer whole = wholeLines(output);
        boolean torn = whole.limit() < output.limit();
        String other = null;
        OutputLines lines = new OutputLines(whole);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("tcp") || line.startsWith("udp")) {
                readRow(line, layout, rows, tally);
            } else if (line.startsWith("Proto ")) {
                layout = NetstatLayout.ofHeader(line);
            } else if (line.startsWith("Some ")) {
                // "Some tcp sockets may have been created." or "deleted." or "created or deleted"
                torn = true;
            } else if (!line.isBlank()) {
                other = line;
                if (!line.startsWith(TITLE)) {
                    tally.strange(line);
                }
            }
        }
        tally.strange(StandardCharsets.UTF_8
                .decode(output.duplicate().position(whole.limit()))
                .toString());
        tally.check();
        if (tally.rows() == 0 && other != null) {
            throw new ScanException(tally.program() + ": no socket in what it printed: " + TextExcerpt.of(other));
        }
        return new NetstatListing(rows, torn);
    }

    private static ByteBuffer wholeLines(ByteBuffer output) {
        int end = output.limit();
        while (end > output.position() && output.get(end - 1) != '\n') {
            end--;
        }
        return output.duplicate().limit(end);
    }

    private static void readRow(String line, @Nullable NetstatLayout layout, List<NetstatRow> rows, RowTally tally) {
        try {
            rows.add(row(line, layout));
            tally.understood();
        } catch (IllegalArgumentException e) {
            tally.notUnderstood(line);
        }
    }

    private static NetstatRow row(String line, @Nullable NetstatLayout header) {
        RowFields fields = new RowFields(line);
        Protocol protocol = protocol(fields.next());
        fields.number(); // bytes in the receive queue
        long sendQueue = fields.number();
        Endpoint local = Endpoints.dotted(fields.next());
        Endpoint remote = Endpoints.dotted(fields.next());
        boolean listening = protocol == Protocol.TCP && fields.nextIs("LISTEN");
        NetstatLayout layout = header == null ? NetstatLayout.ofRow(fields.rest()) : header;
        PrintedCounter received = PrintedCounter.read(fields, layout);
        PrintedCounter sent = PrintedCounter.read(fields, layout);
        fields.number(); // size of the receive buffer
        fields.number(); // size of the send buffer
        OwnerProcess owner = layout.worksFor() ? ownerOfTwo(fields) : owner(fields, layout);
        String gencnt = gencnt(fields);
        long id = gencnt.isEmpty() ? 0 : Long.parseUnsignedLong(gencnt, 16);
        return new NetstatRow(
                protocol,
                local,
                remote,
                listening,
                id,
                !gencnt.isEmpty() && id == 0,
                owner,
                layout.bytes(),
                received.bytes(),
                sent.bytes(),
                received.packets(),
                sent.packets(),
                sendQueue,
                isDiverted(fields, layout));
    }

    /** A counter of bytes; -1 packets where netstat prints none. */
    private record PrintedCounter(long bytes, long packets) {
        static PrintedCounter read(RowFields fields, NetstatLayout layout) {
            if (!layout.bytes()) {
                return new PrintedCounter(0, -1);
            }
            return layout.packets()
                    ? new PrintedCounter(fields.numberUpTo('/'), fields.number())
                    : new PrintedCounter(fields.number(), -1);
        }
    }

    private static Protocol protocol(String word) {
        return switch (word) {
            case "tcp4", "tcp6", "tcp46" -> Protocol.TCP;
            case "udp4", "udp6", "udp46" -> Protocol.UDP;
            default -> throw new IllegalArgumentException("no protocol: " + word);
        };
    }

    /** {@code process:pid}, or {@code pid epid}: the second is the process for which the first works, or 0. */
    private static OwnerProcess owner(RowFields fields, NetstatLayout layout) {
        // The name may contain blanks and colons, but nothing right of it contains a colon.
        String name = layout.named() ? fields.upToLast(':') : "";
        long pid = fields.number();
        long epid = layout.named() ? 0 : fields.number();
        return epid == 0 ? owner(pid, name) : OwnerProcess.unresolved(epid, null);
    }

    /** {@code process:pid eprocess:epid}, where the second is a lone colon if the first works for itself. */
    private static OwnerProcess ownerOfTwo(RowFields fields) {
        Matcher two = TWO_PROCESSES.matcher(fields.upToLast(':'));
        if (!two.matches()) {
            throw new IllegalArgumentException("no process and its pid");
        }
        long epid = fields.numberHere();
        return epid == 0 ? owner(Long.parseLong(two.group(2)), two.group(1)) : owner(epid, two.group(3));
    }

    /** @param name of the process; blank where it is gone or netstat prints none */
    private static OwnerProcess owner(long pid, String name) {
        String stripped = name.strip();
        return OwnerProcess.unresolved(pid, !stripped.isEmpty() ? stripped : pid == 0 ? "kernel_task" : null);
    }

    /** The gencnt, third after the process: all zeros for flows in user space, empty up to macOS 12. */
    private static String gencnt(RowFields tail) {
        for (int i = 0; i < 2 && tail.hasNext(); i++) {
            tail.skip(); // the kernel's state and options
        }
        String field = tail.hasNext() ? tail.next() : "";
        return field.length() == GENCNT_DIGITS ? field : "";
    }

    private static boolean isDiverted(RowFields tail, NetstatLayout layout) {
        for (int i = 0; i < layout.filters() && tail.hasNext(); i++) {
            tail.skip();
        }
        return layout.filters() >= 0 && tail.hasNext() && (Long.parseUnsignedLong(tail.next(), 16) & DIVERTED) != 0;
    }
}
