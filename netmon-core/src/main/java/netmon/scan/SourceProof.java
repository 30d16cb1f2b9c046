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
     * @return what was found; null where nothing could be tried, or the source leaves loopback out by design
     * @throws ScanException if the source fails, or does not answer in time
     */
    @Nullable
    Calibration prove(SocketSource source) throws ScanException;
}
