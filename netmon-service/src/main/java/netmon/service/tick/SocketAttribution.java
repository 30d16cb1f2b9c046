package netmon.service.tick;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Joins what the sockets moved with whose they are. */
public final class SocketAttribution {
    /**
     * A look's bytes, divided: the applications' add up to the counted interfaces'.
     *
     * @param delta with what stands in the place of still counters
     * @param blind whether there was nothing to difference the sockets' counters from
     * @param frozen names of the interfaces whose counter was recognised as frozen
     * @param thawed those whose counter moves again, with the bytes that had been put in its place
     * @param claims of the sockets, by which it was divided
     */
    record AttributedRead(
            Delta delta,
            List<AppTraffic> apps,
            boolean blind,
            List<String> frozen,
            Map<String, Long> thawed,
            List<Claim> claims) {
        /** Bytes that nobody owns. */
        static AttributedRead unowned(Delta delta) {
            Traffic all = delta.counted();
            List<AppTraffic> apps =
                    all.isNone() ? List.of() : List.of(new AppTraffic(App.UNATTRIBUTED, all, Traffic.NONE));
            return new AttributedRead(delta, apps, true, List.of(), Map.of(), List.of());
        }

        /** What no application is known to own. */
        Traffic unattributed() {
            return apps.stream()
                    .filter(each -> each.app().equals(App.UNATTRIBUTED))
                    .map(AppTraffic::traffic)
                    .findFirst()
                    .orElse(Traffic.NONE);
        }
    }

    private final AppCache apps;

    /** What the processes of this look are called; asked once a look, however many sockets each has. */
    private final Map<OwnerProcess, List<String>> named = new HashMap<>();

    private final SocketDeltas sockets = new SocketDeltas();
    private final Attributor attributor = new Attributor();
    private FrozenCounters frozen = new FrozenCounters(List.of());
    private @Nullable IpCounts ip;
    private boolean blind = true;

    public SocketAttribution(AppCache apps) {
        this.apps = apps;
    }

    /** Makes the next table a baseline, from which differences begin. */
    void restart() {
        sockets.restart();
        ip = null;
        blind = true;
    }

    /**
     * Begins with bytes that nobody is known to own, since they were moved while netmon did not run.
     *
     * @param stored what was booked in the place of still counters when netmon ended
     */
    AttributedRead begin(Counters counters, Delta delta, List<Substitute> stored) {
        frozen = new FrozenCounters(stored);
        FrozenCounters.FrozenResult step = frozen.update(counters, delta, List.of());
        AttributedRead unowned = AttributedRead.unowned(step.delta());
        return new AttributedRead(unowned.delta(), unowned.apps(), true, step.frozen(), step.thawed(), List.of());
    }

    /** Says that the counters of this interface began anew at zero. */
    void counterReset(String name) {
        frozen.reset(name);
    }

    /** What is booked in the place of still counters. */
    List<Substitute> substitutes() {
        return frozen.substitutes();
    }

    /** Takes a table as the baseline. */
    void baseline(@Nullable SocketTable table) {
        restart();
        if (table != null) {
            sockets.update(table);
            see(table);
        }
    }

    /**
     * Divides a look's bytes.
     *
     * @param counters the readings at the end of the delta
     * @param table null where the sockets could not be read: then nothing is anybody's
     */
    AttributedRead divide(Counters counters, Delta delta, @Nullable SocketTable table) {
        boolean blindNow = blind || table == null;
        List<SocketTraffic> moved = table == null ? List.of() : moved(table, counters);
        List<Claim> claims = claims(moved);
        UnmeasuredLimits limits = limits(table);
        // After all that asks the machine: what is noted here as booked must be booked.
        FrozenCounters.FrozenResult step = frozen.update(counters, delta, moved);
        List<AppTraffic> parts = attributor.split(step.delta().counted(), claims, limits);
        if (table == null) {
            restart();
        } else {
            see(table);
        }
        return new AttributedRead(step.delta(), parts, blindNow, step.frozen(), step.thawed(), claims);
    }

    private void see(SocketTable table) {
        ip = table.ip();
        blind = false;
    }

    /** What the sockets whose bytes pass a counted interface have moved since the last table. */
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

    /** A socket that moved nothing that is counted claims nothing, and needs no owner. */
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

    /** IP counts since the machine's start; what matters is since the last table. */
    private UnmeasuredLimits limits(@Nullable SocketTable table) {
        return table == null ? UnmeasuredLimits.UNKNOWN : UnmeasuredLimits.of(ip, table);
    }
}
