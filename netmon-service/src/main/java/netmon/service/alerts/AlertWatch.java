package netmon.service.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.service.log.FailureLog;
import netmon.store.AlertStore;
import netmon.store.RunningSums;
import org.jspecify.annotations.Nullable;

/**
 * Looks about once a minute whether a limit is exceeded, and has each told once in its period. A period that has ended
 * since the last look is looked at once more.
 */
public final class AlertWatch implements AutoCloseable {
    /** From look to look: nobody needs to know sooner, and a look reads the rows of that time. */
    static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Which periods an alert has. Alerts with the same ones share their sums. */
    private record Calendar(CalendarUnit unit, int monthStarts) {
        static Calendar of(Alert alert) {
            return new Calendar(alert.per(), alert.monthStarts());
        }
    }

    /** What is told once. */
    private record Occasion(long alert, long started, String app) {}

    private final AlertStore log;
    private final AlertNotifier teller;
    private final LongSupplier nanos;
    private final Supplier<ZoneId> zone;
    private final FailureLog trouble = new FailureLog("alerts");
    private final Map<Calendar, RunningSums> sums = new HashMap<>();
    private final Set<Occasion> told = new HashSet<>();
    private @Nullable List<Alert> alerts;
    private boolean looked;
    private long lookedAt;

    /**
     * @param nanos the monotonic clock
     * @param zone whose days and hours the periods are of; it may change
     */
    public AlertWatch(AlertStore log, AlertNotifier teller, LongSupplier nanos, Supplier<ZoneId> zone) {
        this.log = log;
        this.teller = teller;
        this.nanos = nanos;
        this.zone = zone;
    }

    /**
     * Does what is due; to be called at each tick.
     *
     * @param now the wall clock, epoch seconds
     */
    public void work(long now) {
        teller.work();
        long present = nanos.getAsLong();
        if (looked && present - lookedAt < BETWEEN_NANOS) {
            return;
        }
        looked = true;
        lookedAt = present;
        try {
            look(now);
            trouble.over();
        } catch (StoreException | RuntimeException e) {
            trouble.because(e);
        }
    }

    /** Alerts were set or removed, or rows were purged: everything is read anew, at the next tick. */
    public void changed() {
        alerts = null;
        sums.clear();
        looked = false;
    }

    @Override
    public void close() {
        teller.close();
    }

    private void look(long now) throws StoreException {
        List<Alert> all = alerts;
        if (all == null) {
            all = log.all();
            for (AlertNotice each : log.notices()) {
                told.add(new Occasion(each.alert(), each.started(), each.app()));
            }
            alerts = all;
        }
        Set<Calendar> calendars = new HashSet<>();
        for (Alert each : all) {
            if (calendars.add(Calendar.of(each))) {
                look(Calendar.of(each), all, now);
            }
        }
    }

    private void look(Calendar calendar, List<Alert> all, long now) throws StoreException {
        List<Alert> own =
                all.stream().filter(each -> Calendar.of(each).equals(calendar)).toList();
        Period present = calendar.unit().around(Instant.ofEpochSecond(now), zone.get(), calendar.monthStarts());
        RunningSums known = sums.get(calendar);
        if (known != null && !known.period().equals(present)) {
            judge(own, known, now);
            forget(own, present);
            known = null;
        }
        if (known == null) {
            known = log.sums(present);
            sums.put(calendar, known);
        }
        judge(own, known, now);
    }

    private void judge(List<Alert> own, RunningSums known, long now) throws StoreException {
        List<AppTraffic> apps = known.update();
        for (Alert alert : own) {
            for (Alert.Usage usage : alert.usages(apps)) {
                if (alert.isExceeded(usage)
                        && told.add(new Occasion(alert.id(), known.period().from(), usage.app()))) {
                    teller.tell(new AlertMessage(alert, usage, known.period(), zone.get()));
                    log.add(new AlertNotice(alert.id(), known.period().from(), usage.app(), now));
                }
            }
        }
    }

    private void forget(List<Alert> own, Period present) {
        for (Alert alert : own) {
            told.removeIf(each -> each.alert == alert.id() && each.started < present.from());
        }
    }
}
