package netmon.service.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.AlertStore;
import netmon.store.RunningSums;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the limits of alerts are exceeded, and notifies the user once in each period. A period that has ended
 * since the last check is checked once more.
 */
public final class AlertWatch {
    /** The rule for the periods of an alert. Alerts with the same rule share their sums. */
    private record AlertPeriods(CalendarUnit unit, int monthStarts) {}

    /** An excess that is reported once: of one application in one period. */
    private record Occasion(long alert, long started, String app) {}

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    private final AlertStore store;
    private final AlertNotifier notifier;
    private final FirstSightWatch firstSights;
    private final Supplier<ZoneId> zone;
    private final Map<AlertPeriods, RunningSums> sums = new HashMap<>();
    private final Set<Occasion> reported = new HashSet<>();
    private @Nullable Map<AlertPeriods, List<Alert>> alerts;

    /** @param zone the time zone of the periods, which may change */
    public AlertWatch(AlertStore store, AlertNotifier notifier, Supplier<ZoneId> zone) {
        this.store = store;
        this.notifier = notifier;
        this.zone = zone;
        this.firstSights = new FirstSightWatch(store, notifier, zone);
    }

    /** Makes the next check read all alerts and sums again, because alerts were set or removed, or rows were purged. */
    public void changed() {
        alerts = null;
        sums.clear();
    }

    /**
     * Checks all alerts. Once a minute is enough, because each check reads the rows since the last one.
     *
     * @param now the wall clock, epoch seconds
     */
    public void check(long now) throws StoreException {
        Map<AlertPeriods, List<Alert>> all = alerts;
        if (all == null) {
            all = read();
            alerts = all;
        }
        firstSights.check(all.values().stream().flatMap(List::stream).toList(), now);
        for (Map.Entry<AlertPeriods, List<Alert>> each : all.entrySet()) {
            check(each.getKey(), each.getValue(), now);
        }
    }

    private Map<AlertPeriods, List<Alert>> read() throws StoreException {
        Map<AlertPeriods, List<Alert>> all = new LinkedHashMap<>();
        for (Alert each : store.all()) {
            all.computeIfAbsent(new AlertPeriods(each.per(), each.monthStarts()), key -> new ArrayList<>())
                    .add(each);
        }
        for (AlertNotice each : store.notices()) {
            reported.add(new Occasion(each.alert(), each.started(), each.app()));
        }
        for (long each : store.unreadable()) {
            LOG.warn("alert {} is not checked, because another program changed it: netmon alert remove {}", each, each);
        }
        return all;
    }

    private void check(AlertPeriods periods, List<Alert> own, long now) throws StoreException {
        Period present = periods.unit().around(Instant.ofEpochSecond(now), zone.get(), periods.monthStarts());
        RunningSums known = sums.get(periods);
        if (known != null && !known.period().equals(present)) {
            report(own, known, now);
            for (Alert alert : own) {
                reported.removeIf(each -> each.alert == alert.id() && each.started < present.from());
            }
            known = null;
        }
        if (known == null) {
            known = store.sums(present);
            sums.put(periods, known);
        }
        report(own, known, now);
    }

    private void report(List<Alert> own, RunningSums known, long now) throws StoreException {
        List<AppTraffic> apps = known.update();
        for (Alert alert : own) {
            for (Alert.Usage usage : alert.usages(apps)) {
                if (alert.isExceeded(usage)
                        && reported.add(new Occasion(alert.id(), known.period().from(), usage.app()))) {
                    notifier.add(new AlertMessage(alert, usage, known.period(), zone.get()));
                    store.add(new AlertNotice(alert.id(), known.period().from(), usage.app(), now));
                }
            }
        }
    }
}
