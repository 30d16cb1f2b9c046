package netmon.scan.macos.ntstat;

import java.util.List;
import netmon.scan.macos.ntstat.wire.Provider;

/**
 * How well ntstat works, for status and doctor. The counts are since the start of this process.
 *
 * @param overruns how often the kernel reported dropped records or an answer did not arrive
 * @param lostFinals sources that closed without their final counters
 * @param repeated polls that were made again at once, since sources were missing
 * @param failed reads that failed
 * @param lastFailure what the latest failed read said; empty if none failed
 * @param connections how often the control was opened; each one after the first is a gap of one poll
 * @param ownerless sources of the last poll that moved bytes and name no process
 * @param strangeAddresses flows in user space whose addresses cannot be read
 * @param missing open sources that the last poll did not report
 * @param unknownLengths descriptor lengths of no release that netmon knows, such as {@code TCP 352}
 * @param refused providers of flows in user space that the kernel refuses
 */
public record NtstatHealth(
        long overruns,
        long lostFinals,
        long repeated,
        long failed,
        String lastFailure,
        long connections,
        int ownerless,
        long strangeAddresses,
        int missing,
        List<String> unknownLengths,
        List<Provider> refused) {
    public NtstatHealth {
        unknownLengths = List.copyOf(unknownLengths);
        refused = List.copyOf(refused);
    }
}
