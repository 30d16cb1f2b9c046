package netmon.cli.alerts;

import netmon.model.Alert;
import netmon.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and what counts against it at present.
 *
 * @param period its present one
 * @param usage whose bytes they are, and how many; of each application by itself, that of the most
 * @param told when it was told in this period, epoch seconds; null where it was not
 */
record AlertUsage(
        Alert alert,
        Period period,
        Alert.Usage usage,
        @Nullable Long told) {
    boolean isExceeded() {
        return alert.isExceeded(usage);
    }
}
