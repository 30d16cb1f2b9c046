package netmon.scan;

import netmon.model.Calibration;
import org.jspecify.annotations.Nullable;

/** Finds out what the numbers of a source mean on this machine. */
@FunctionalInterface
public interface SourceProof {
    /** Proves nothing: every source is believed as its reader understands it. */
    SourceProof NONE = source -> null;

    /**
     * Moves a known number of bytes over loopback and compares them with what the source reports.
     *
     * @return what was found, {@link Calibration#unknown} if the machine was too busy to move the bytes; null where
     *     nothing could be tried, or the source leaves loopback out by design
     * @throws UnansweredException if the source does not answer in time; nobody else reads it until it has answered
     * @throws ScanException if the source fails
     */
    @Nullable
    Calibration prove(SocketSource source) throws ScanException;

    /** The source did not answer its proof yet. That may be the machine's fault, so the proof is repeated soon. */
    final class UnansweredException extends ScanException {
        public UnansweredException(String message) {
            super(message);
        }
    }
}
