package netmon.service.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import netmon.model.ContainerChoice;
import netmon.model.DetailKind;
import netmon.model.HostNameChoice;
import netmon.model.Retention;
import netmon.scan.ScannerChoice;
import netmon.store.Compaction;

/**
 * The settings of the service.
 *
 * @param commitEvery how long rows may wait in memory before they are written
 * @param scanner the chosen source of sockets
 * @param containers what the bytes of containers are called
 * @param interfaces names of the interfaces that count; empty for the default rule
 * @param excludedInterfaces patterns of names of interfaces that do not count
 * @param trackApps false if sockets are not polled at all
 * @param tiers how long rows are kept before they are compacted
 * @param detail what is stored about the bytes of an application; empty for their sum alone
 * @param detailBytes the size of the detail beyond which its oldest part is deleted
 * @param detailNames where the names of destinations come from
 */
public record Settings(
        Path database,
        Duration interval,
        Duration commitEvery,
        ScannerChoice scanner,
        ContainerChoice containers,
        Set<String> interfaces,
        Set<String> excludedInterfaces,
        boolean trackApps,
        Retention tiers,
        Set<DetailKind> detail,
        long detailBytes,
        HostNameChoice detailNames) {
    /** Settings that store no detail. */
    public Settings(
            Path database,
            Duration interval,
            Duration commitEvery,
            ScannerChoice scanner,
            ContainerChoice containers,
            Set<String> interfaces,
            Set<String> excludedInterfaces,
            boolean trackApps,
            Retention tiers) {
        this(
                database,
                interval,
                commitEvery,
                scanner,
                containers,
                interfaces,
                excludedInterfaces,
                trackApps,
                tiers,
                Set.of(),
                Compaction.DETAIL_BYTES,
                HostNameChoice.HOSTS);
    }

    /** The greatest age at which a row may wait for the next tick. */
    public Duration mayWait() {
        Duration wait = commitEvery.minus(interval);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
