package netmon.service.settings;

import netmon.model.Retention;
import netmon.scan.ScannerChoice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The settings of the service.
 *
 * @param database the file that it writes
 * @param interval the time from tick to tick
 * @param commitEvery how long rows may wait in memory before they are written
 * @param scanner the chosen source of sockets
 * @param interfaces names of the interfaces that count; empty for the default rule
 * @param trackApps false if sockets are not polled at all
 * @param tiers how long rows are kept before they are compacted
 */
public record Settings(
        Path database,
        Duration interval,
        Duration commitEvery,
        ScannerChoice scanner,
        Set<String> interfaces,
        boolean trackApps,
        Retention tiers) {
    /** The greatest age at which a row may wait for the next tick. */
    public Duration mayWait() {
        Duration wait = commitEvery.minus(interval);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
