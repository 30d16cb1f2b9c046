package netmon.service.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.DetailSum;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.AlertStore;
import netmon.store.RunningSums;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports each new application, and each new destination of an application, once. What the database already has when
 * the service starts, or when the first such alert is set, is not new.
 */
final class FirstSightWatch {
    /** The notice of a first sight belongs to no period, so that it is never forgotten. */
    private static final long NO_PERIOD = 0;

    /** More of one alert at once are reported together. */
    private static final int MOST_AT_ONCE = 5;

    /** More names than a machine has in years, unless a program invents ever new ones. */
    static final int MOST_KNOWN = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(FirstSightWatch.class);

    private final AlertStore store;
    private final AlertNotifier notifier;
    private final Supplier<ZoneId> zone;
    private final Map<String, Set<String>> destinations = new HashMap<>();
    private @Nullable Set<String> apps;
    private @Nullable RunningSums sums;
    private boolean isFull;

    FirstSightWatch(AlertStore store, AlertNotifier notifier, Supplier<ZoneId> zone) {
        this.store = store;
        this.notifier = notifier;
        this.zone = zone;
    }

    void check(List<Alert> alerts, long now) throws StoreException {
        Period today = CalendarUnit.DAY.around(Instant.ofEpochSecond(now), zone.get(), 1);
        List<Alert> ofApps = of(alerts, Alert.Scope.NEW_APPLICATION);
        if (!ofApps.isEmpty()) {
            checkApps(ofApps, today, now);
        }
        for (Alert each : of(alerts, Alert.Scope.NEW_DESTINATION)) {
            checkDestinations(each, today, now);
        }
    }

    private static List<Alert> of(List<Alert> alerts, Alert.Scope scope) {
        return alerts.stream().filter(each -> each.scope() == scope).toList();
    }

    private void checkApps(List<Alert> alerts, Period today, long now) throws StoreException {
        Set<String> known = apps;
        if (known == null) {
            known = new HashSet<>(store.knownApps());
            known.addAll(List.of(App.UNATTRIBUTED, "Other applications"));
            apps = known;
            return;
        }
        RunningSums present = sums;
        if (present == null || !present.period().equals(today)) {
            present = store.sums(today);
            sums = present;
        }
        List<Alert.Usage> found = new ArrayList<>();
        for (AppTraffic each : present.update()) {
            if (isNew(known, each.app())) {
                found.add(new Alert.Usage(each.app(), each.traffic().total()));
            }
        }
        for (Alert each : alerts) {
            report(each, found, Map.of(), today, now);
        }
    }

    private boolean isNew(Set<String> known, String name) {
        if (known.size() < MOST_KNOWN) {
            return known.add(name);
        }
        if (!isFull) {
            LOG.warn("alerts about what is new are paused: more than {} names are known", MOST_KNOWN);
        }
        isFull = true;
        return false;
    }

    /** Detail is written a few times a minute, so a destination is reported within two minutes. */
    private void checkDestinations(Alert alert, Period today, long now) throws StoreException {
        Set<String> known = destinations.get(alert.app());
        boolean isFirst = known == null;
        if (known == null) {
            known = new HashSet<>();
            destinations.put(alert.app(), known);
        }
        Period asked = isFirst ? new Period(Period.FIRST, Long.MAX_VALUE, "") : today;
        List<Alert.Usage> found = new ArrayList<>();
        for (DetailSum each : store.destinations(alert.app(), asked)) {
            if (isNew(known, each.name())) {
                found.add(new Alert.Usage(each.name(), each.traffic().total()));
            }
        }
        if (!isFirst && !found.isEmpty()) {
            report(alert, found, store.hostNames(), today, now);
        }
    }

    /** @param hosts the names of hosts by address */
    private void report(Alert alert, List<Alert.Usage> found, Map<String, String> hosts, Period today, long now)
            throws StoreException {
        for (int i = 0; i < Math.min(found.size(), MOST_AT_ONCE); i++) {
            boolean isLast = i + 1 == MOST_AT_ONCE && found.size() > MOST_AT_ONCE;
            String more = isLast ? " and " + (found.size() - MOST_AT_ONCE) + " more" : "";
            Alert.Usage usage = found.get(i);
            String host = hosts.get(usage.app());
            String name = host == null ? usage.app() : host + " (" + usage.app() + ")";
            notifier.add(new AlertMessage(alert, new Alert.Usage(name + more, usage.bytes()), today, zone.get()));
            store.add(new AlertNotice(alert.id(), NO_PERIOD, usage.app(), now));
        }
    }
}
