package netmon.scan.macos;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Endpoints;
import netmon.scan.OutputLines;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * Parses the output of {@code netstat -anvbl -p tcp} and {@code -p udp} in all layouts from 10.11 to 26 (network_cmds'
 * {@code netstat.tproj/inet.c} and {@code main.c}). Up to the state all releases print the same, and UDP rows have no
 * state; {@link NetstatLayout} describes the rest. Three rows, of 10.14, 15 and 26:
 *
 * <pre>
 * tcp4 0 0 10.0.0.2.52044 31.13.66.35.443 ESTABLISHED 9026 316 131072 131860 9811 0 0x0102 0x00000008
 * udp6 0 0 fe80::1%en0.5353 *.* 9026 316 131072 131860 300 0 00102 00000000 00000000023c645f ...
 * tcp4 0 0 127.0.0.1.49515 *.* LISTEN 0 0 131072 131072 Autodesk Fusion:22712 00002 00000000 000000000025c5ff ...
 * </pre>
 */
final class NetstatListing {
    /**
     * Digits of a gencnt, the kernel's number of a socket, which it never uses again; other fields there are shorter.
     */
    private static final int GENCNT_DIGITS = 16;

    /** "Active Internet connections (including servers)" */
    private static final String TITLE = "Active ";

    private static final String KERNEL = "kernel_task";

    private NetstatListing() {}

    /**
     * The sockets of one listing; none if the text is empty.
     *
     * @param tally counts its rows
     */
    static SocketTable parse(ByteBuffer output, RowTally tally) throws ScanException {
        List<Socket> sockets = new ArrayList<>();
        NetstatLayout layout = null;
        boolean torn = false;
        String other = null;
        OutputLines lines = new OutputLines(output);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (isRow(line)) {
                readRow(line, layout, sockets, tally);
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
        tally.check();
        if (tally.rows() == 0 && other != null) {
            throw new ScanException(tally.program() + ": no socket in what it printed: " + TextExcerpt.of(other));
        }
        return new SocketTable(sockets, torn, false, null);
    }

    private static boolean isRow(String line) {
        return line.startsWith("tcp") || line.startsWith("udp");
    }

    private static void readRow(String line, @Nullable NetstatLayout layout, List<Socket> sockets, RowTally tally) {
        try {
            sockets.add(socket(line, layout));
            tally.understood();
        } catch (IllegalArgumentException e) {
            tally.notUnderstood(line);
        }
    }

    private static Socket socket(String line, @Nullable NetstatLayout header) {
        RowFields fields = new RowFields(line);
        Protocol protocol = protocol(fields.next());
        fields.number(); // bytes in the receive queue
        fields.number(); // bytes in the send queue
        Endpoint local = Endpoints.dotted(fields.next());
        Endpoint remote = Endpoints.dotted(fields.next());
        boolean listening = protocol == Protocol.TCP && fields.nextIs("LISTEN");
        NetstatLayout layout = header == null ? NetstatLayout.ofRow(fields.rest()) : header;
        Traffic payload = layout.bytes() ? new Traffic(fields.number(), fields.number()) : null;
        fields.number(); // size of the receive buffer
        fields.number(); // size of the send buffer
        // The name may contain blanks and colons, but nothing right of it contains a colon.
        String name = layout.named() ? fields.upToLast(':') : "";
        long pid = fields.number();
        long behalf = layout.named() ? 0 : fields.number();
        OwnerProcess owner = owner(pid, behalf, name);
        return new Socket(protocol, local, remote, id(fields), listening, false, List.of(owner), payload, null);
    }

    private static Protocol protocol(String word) {
        return switch (word) {
            case "tcp4", "tcp6", "tcp46" -> Protocol.TCP;
            case "udp4", "udp6", "udp46" -> Protocol.UDP;
            default -> throw new IllegalArgumentException("no protocol: " + word);
        };
    }

    /**
     * The process that the bytes belong to.
     *
     * @param pid the process that used the socket last
     * @param behalf the process for which that one works; 0 if it works for itself
     * @param name the name of the first; blank where the process is gone or netstat prints none
     */
    private static OwnerProcess owner(long pid, long behalf, String name) {
        if (behalf != 0) {
            return OwnerProcess.unresolved(behalf, null);
        }
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            return OwnerProcess.unresolved(pid, pid == 0 ? KERNEL : null);
        }
        return OwnerProcess.unresolved(pid, stripped);
    }

    /** The gencnt, third after the process; 0 for flows in user space, and up to macOS 12. */
    private static long id(RowFields tail) {
        for (int i = 0; i < 2 && tail.hasNext(); i++) {
            tail.skip(); // the kernel's state and options
        }
        return tail.hasNext() ? tail.hex(GENCNT_DIGITS) : 0;
    }
}
