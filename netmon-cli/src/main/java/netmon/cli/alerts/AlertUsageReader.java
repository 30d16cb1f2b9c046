package netmon.cli.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** Reads the limits, and the bytes that count against them in their present periods. */
final class AlertUsageReader {
    private final TrafficReader store;
    private final Instant now;
    private final ZoneId zone;
    private final List<AlertNotice> notices;

    /** The rows of a period, shared by all its alerts. */
    private final Map<Period, List<AppTraffic>> read = new HashMap<>();

    AlertUsageReader(TrafficReader store, Instant now, ZoneId zone) throws StoreException {
        this.store = store;
        this.now = now;
        this.zone = zone;
        this.notices = store.alertNotices();
    }

    /** A row for each alert. */
    List<AlertUsage> all() throws StoreException {
        List<AlertUsage> rows = new ArrayList<>();
        for (Alert each : store.alerts()) {
            rows.add(rows(each).get(0));
        }
        return rows;
    }

    /** A row for each exceeded alert; one for each application if the alert is for any of them. */
    List<AlertUsage> exceeded() throws StoreException {
        List<AlertUsage> rows = new ArrayList<>();
        for (Alert each : store.alerts()) {
            rows(each).stream().filter(AlertUsage::isExceeded).forEach(rows::add);
        }
        return rows;
    }

    private List<AlertUsage> rows(Alert alert) throws StoreException {
        Period period = alert.per().around(now, zone, alert.monthStarts());
        List<Alert.Usage> usages = new ArrayList<>(alert.usages(apps(period)));
        usages.sort(AlertUsageReader::mostFirst);
        if (usages.isEmpty()) {
            usages.add(new Alert.Usage("", 0));
        }
        return usages.stream()
                .map(each -> new AlertUsage(alert, period, each, notified(alert, period, each)))
                .toList();
    }

    private List<AppTraffic> apps(Period period) throws StoreException {
        List<AppTraffic> known = read.get(period);
        if (known == null) {
            known = store.apps(period);
            read.put(period, known);
        }
        return known;
    }

    private @Nullable Long notified(Alert alert, Period period, Alert.Usage usage) {
        for (AlertNotice each : notices) {
            boolean isOfAlert = each.alert() == alert.id() && each.started() == period.from();
            if (isOfAlert && each.app().equals(usage.app())) {
                return each.told();
            }
        }
        return null;
    }

    private static int mostFirst(Alert.Usage one, Alert.Usage other) {
        int byBytes = Long.compare(other.bytes(), one.bytes());
        return byBytes == 0 ? one.app().compareTo(other.app()) : byBytes;
    }
}
