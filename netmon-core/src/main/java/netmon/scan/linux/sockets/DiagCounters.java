package netmon.scan.linux.sockets;

import netmon.model.Segments;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** The counters of one socket. They never fall, whatever the kernel counts for the FIN. */
final class DiagCounters {
    private static final long U32 = 0xffff_ffffL;

    private boolean hasPayload;
    private boolean hasSegments;
    private long received;
    private long sent;
    private long segmentsReceived;
    private long segmentsSent;

    /** Takes the counters of a row; returns whether any of them changed. */
    boolean update(DiagRow row) {
        boolean payloadChanged = updatePayload(row);
        boolean segmentsChanged = updateSegments(row);
        return payloadChanged || segmentsChanged;
    }

    @Nullable
    Traffic payload() {
        return hasPayload ? new Traffic(received, sent) : null;
    }

    @Nullable
    Segments segments() {
        return hasSegments ? new Segments(segmentsReceived, segmentsSent) : null;
    }

    private boolean updatePayload(DiagRow row) {
        hasPayload = row.hasPayload();
        if (!hasPayload) {
            return false;
        }
        long newReceived = Math.max(received, row.received());
        long newSent = Math.max(sent, row.sent());
        boolean changed = newReceived != received || newSent != sent;
        received = newReceived;
        sent = newSent;
        return changed;
    }

    /** The kernel counts segments in 32 bits; the difference to the last poll is correct nevertheless. */
    private boolean updateSegments(DiagRow row) {
        hasSegments = row.hasSegments();
        if (!hasSegments) {
            return false;
        }
        long moreReceived = (row.segmentsReceived() - segmentsReceived) & U32;
        long moreSent = (row.segmentsSent() - segmentsSent) & U32;
        segmentsReceived += moreReceived;
        segmentsSent += moreSent;
        return moreReceived != 0 || moreSent != 0;
    }
}
