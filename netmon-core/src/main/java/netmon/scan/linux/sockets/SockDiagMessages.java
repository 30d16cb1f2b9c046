package netmon.scan.linux.sockets;

import java.nio.ByteBuffer;
import netmon.scan.ScanException;
import netmon.scan.linux.netlink.NetlinkMessages;

/** Parses the sockets in an answer of {@code sock_diag}, a dump or events. Pure. */
public final class SockDiagMessages {
    private static final int SOCK_DIAG_BY_FAMILY = 20;

    private SockDiagMessages() {}

    /** Receives each socket; the row is valid only during the call. */
    @FunctionalInterface
    public interface RowVisitor {
        void row(DiagRow row);
    }

    /**
     * Passes every socket of the answer to the question {@code what}; returns whether sockets may be missing.
     *
     * @throws ScanException if the answer is an error, is cut short, or contains a message that is no socket
     */
    public static boolean each(String what, ByteBuffer bytes, RowVisitor rows) throws ScanException {
        DiagRow row = new DiagRow(bytes);
        return NetlinkMessages.each(what, bytes, (type, data, from, to) -> {
            if (type != SOCK_DIAG_BY_FAMILY || to - from < DiagRow.LENGTH) {
                throw new ScanException(what + ": a message of type " + type + " with " + (to - from) + " bytes");
            }
            row.show(from);
            NetlinkMessages.eachAttribute(data, from + DiagRow.LENGTH, to, row);
            rows.row(row);
        });
    }
}
