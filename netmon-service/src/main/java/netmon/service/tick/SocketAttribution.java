package netmon.service.tick;

import netmon.apps.AppCache;
import netmon.attribution.Attributor;
import netmon.attribution.Claim;
import netmon.attribution.FrozenCounters;
import netmon.attribution.SocketDeltas;
import netmon.attribution.SocketTraffic;
import netmon.attribution.UnmeasuredLimits;
import netmon.attribution.WeighingSockets;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.IpCounts;
import netmon.model.OwnerProcess;
import netmon.model.SocketTable;
import netmon.model.Substitute;
import netmon.service.log.FailureLog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Divides the interfaces' bytes among the applications by the bytes of their sockets. */
final class SocketAttribution {
    private final AppCache apps;
    private final FailureLog failures = new FailureLog("attribution");

    /** The application names of a poll's processes. Each process is named once a poll, however many sockets it has. */
    private final Map<OwnerProcess, List<String>> named = new HashMap<>();

    private final SocketDeltas sockets = new SocketDeltas();
    private final Attributor attributor = new Attributor();
    private FrozenCounters frozen = new FrozenCounters(List.of());
    private @Nullable IpCounts ip;
    private boolean blind = true;

    SocketAttribution(AppCache apps) {
        this.apps = apps;
    }

    /** Makes the next table a baseline, from which later differences start. */
    void restart() {
        sockets.restart();
        ip = null;
        blind = true;
    }

    /**
     * Takes the first bytes. They have no known owner, because they were moved while netmon did not run.
     *
     * @param stored the bytes that were booked in place of frozen counters when netmon stopped
     */
    AttributedTraffic start(Counters counters, Delta delta, List<Substitute> stored) {
        frozen = new FrozenCounters(stored);
        FrozenCounters.FrozenResult step = frozen.update(counters, delta, List.of());
        AttributedTraffic unowned = AttributedTraffic.unowned(step.delta());
        return new AttributedTraffic(unowned.delta(), unowned.apps(), true, step.frozen(), step.thawed(), List.of());
    }

    /** Notes that the counters of this interface started anew at zero. */
    void counterReset(String name) {
        frozen.reset(name);
    }

    /** The bytes that are booked in place of frozen counters. */
    List<Substitute> substitutes() {
        return frozen.substitutes();
    }

    /** Takes a table as the baseline. */
    void baseline(@Nullable SocketTable table) {
        restart();
        if (table != null) {
            sockets.update(table);
            remember(table);
        }
    }

    /**
     * Divides the bytes of a span. If that fails, they are Unattributed and the next table is a baseline.
     *
     * @param counters the readings at the end of the span
     * @param table null where the sockets could not be read; then all bytes are Unattributed
     */
    AttributedTraffic divide(Counters counters, Delta delta, @Nullable SocketTable table) {
        AttributedTraffic traffic;
        try {
            traffic = split(counters, delta, table);
        } catch (RuntimeException e) {
            failures.failed(e);
            restart();
            return AttributedTraffic.unowned(delta);
        }
        if (!traffic.blind()) {
            failures.succeeded(); // a baseline names no application, so it proves nothing
        }
        return traffic;
    }

    private AttributedTraffic split(Counters counters, Delta delta, @Nullable SocketTable table) {
        boolean blindNow = blind || table == null;
        List<SocketTraffic> moved = table == null ? List.of() : moved(table, counters);
        List<Claim> claims = claims(moved);
        // IP counts are sums since the machine's start; the bytes since the last table are bounded by their growth.
        UnmeasuredLimits limits = table == null ? UnmeasuredLimits.UNKNOWN : UnmeasuredLimits.of(ip, table);
        // After everything that asks the system and may fail: the bytes that are noted here as booked must be booked.
        FrozenCounters.FrozenResult step = frozen.update(counters, delta, moved);
        List<AppTraffic> parts = attributor.split(step.delta().counted(), claims, limits);
        if (table == null) {
            restart();
        } else {
            remember(table);
        }
        return new AttributedTraffic(step.delta(), parts, blindNow, step.frozen(), step.thawed(), claims);
    }

    private void remember(SocketTable table) {
        ip = table.ip();
        blind = false;
    }

    /** The bytes since the last table of those sockets that use a counted interface. */
    private List<SocketTraffic> moved(SocketTable table, Counters counters) {
        WeighingSockets weighing = new WeighingSockets(counters);
        List<SocketTraffic> weighty = new ArrayList<>();
        for (SocketTraffic each : sockets.update(table)) {
            if (weighing.weighs(each.socket())) {
                weighty.add(each);
            }
        }
        return weighty;
    }

    /** A socket without counted bytes claims nothing and needs no owner. */
    private List<Claim> claims(List<SocketTraffic> moved) {
        named.clear();
        List<Claim> claims = new ArrayList<>();
        for (SocketTraffic each : moved) {
            if (!each.isStill()) {
                claims.add(new Claim(names(each.socket().owners()), each));
            }
        }
        return claims;
    }

    private List<String> names(List<OwnerProcess> owners) {
        if (owners.size() == 1) {
            return named.computeIfAbsent(owners.get(0), owner -> List.of(name(owner)));
        }
        return owners.stream().map(this::name).toList();
    }

    private String name(OwnerProcess owner) {
        return owner.equals(OwnerProcess.OTHER_USER)
                ? App.UNATTRIBUTED
                : apps.of(owner).name();
    }
}
