package netmon.service.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import netmon.model.Retention;
import netmon.scan.ScannerChoice;

/**
 * How the service runs.
 *
 * @param database the file it writes
 * @param interval from tick to tick
 * @param commitEvery how long rows may wait in memory before they are written
 * @param scanner which way of reading sockets was asked for
 * @param interfaces names of the interfaces that count; empty for the system's own rule
 * @param trackApps whether sockets are looked at at all
 * @param tiers how long rows stay fine
 */
public record Settings(
        Path database,
        Duration interval,
        Duration commitEvery,
        ScannerChoice scanner,
        Set<String> interfaces,
        boolean trackApps,
        Retention tiers) {
    /** How old a row may be at a tick and still wait for the next one. */
    public Duration mayWait() {
        Duration wait = commitEvery.minus(interval);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
