package netmon.service.alerts;

import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.AlertStore;
import netmon.store.RunningSums;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the limits of alerts are exceeded, and notifies the user once in each period. A period that has ended
 * since the last check is checked once more.
 */
public final class AlertWatch {
    /** The periods of an alert. Alerts with the same periods share their sums. */
    private record Calendar(CalendarUnit unit, int monthStarts) {
        static Calendar of(Alert alert) {
            return new Calendar(alert.per(), alert.monthStarts());
        }
    }

    /** An excess that is reported once: of one application in one period. */
    private record Occasion(long alert, long started, String app) {}

    private final AlertStore store;
    private final AlertNotifier notifier;
    private final Supplier<ZoneId> zone;
    private final Map<Calendar, RunningSums> sums = new HashMap<>();
    private final Set<Occasion> reported = new HashSet<>();
    private @Nullable List<Alert> alerts;

    /** @param zone the time zone of the periods, which may change */
    public AlertWatch(AlertStore store, AlertNotifier notifier, Supplier<ZoneId> zone) {
        this.store = store;
        this.notifier = notifier;
        this.zone = zone;
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
        List<Alert> all = alerts;
        if (all == null) {
            all = store.all();
            for (AlertNotice each : store.notices()) {
                reported.add(new Occasion(each.alert(), each.started(), each.app()));
            }
            alerts = all;
        }
        Set<Calendar> calendars = new HashSet<>();
        for (Alert each : all) {
            if (calendars.add(Calendar.of(each))) {
                check(Calendar.of(each), all, now);
            }
        }
    }

    private void check(Calendar calendar, List<Alert> all, long now) throws StoreException {
        List<Alert> own =
                all.stream().filter(each -> Calendar.of(each).equals(calendar)).toList();
        Period present = calendar.unit().around(Instant.ofEpochSecond(now), zone.get(), calendar.monthStarts());
        RunningSums known = sums.get(calendar);
        if (known != null && !known.period().equals(present)) {
            report(own, known, now);
            forget(own, present);
            known = null;
        }
        if (known == null) {
            known = store.sums(present);
            sums.put(calendar, known);
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

    private void forget(List<Alert> own, Period present) {
        for (Alert alert : own) {
            reported.removeIf(each -> each.alert == alert.id() && each.started < present.from());
        }
    }
}
