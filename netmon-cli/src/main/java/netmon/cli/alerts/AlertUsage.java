package netmon.cli.alerts;

import netmon.model.Alert;
import netmon.model.Period;

import org.jspecify.annotations.Nullable;

/**
 * An alert and the bytes that count against it at present.
 *
 * @param period its present period
 * @param usage the application and its bytes; the largest one if each application counts by itself
 * @param notified when the service notified in this period, epoch seconds; null if it did not
 */
record AlertUsage(
        Alert alert,
        Period period,
        Alert.Usage usage,
        @Nullable Long notified) {
    boolean isExceeded() {
        return alert.isExceeded(usage);
    }
}
