package netmon.service.tick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import netmon.apps.AppCache;
import netmon.attribution.Attributor;
import netmon.attribution.Claim;
import netmon.attribution.SocketDeltas;
import netmon.attribution.SocketTraffic;
import netmon.attribution.TunnelledSockets;
import netmon.attribution.UnmeasuredLimits;
import netmon.attribution.WeighingSockets;
import netmon.attribution.frozen.FrozenCounters;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.IpCounts;
import netmon.model.PacketFlow;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Substitute;
import netmon.model.Traffic;
import netmon.service.log.FailureLog;
import netmon.service.log.Survivable;
import org.jspecify.annotations.Nullable;

/** Divides the interfaces' bytes among the applications by the bytes of their sockets. */
final class SocketAttribution {
    private final AppCache apps;
    private final FailureLog failures = new FailureLog("attribution");

    private final SocketDeltas sockets = new SocketDeltas();
    private final Attributor attributor = new Attributor();
    private final ClaimsWatch watch;
    private FrozenCounters frozen = new FrozenCounters(List.of());
    private @Nullable IpCounts ip;
    private boolean blind = true;

    /** @param started asks the system for a process's start, 0 where it is gone */
    SocketAttribution(AppCache apps, LongUnaryOperator started) {
        this.apps = apps;
        this.watch = new ClaimsWatch(started);
    }

    /** Makes the next table a baseline, from which later differences start. */
    void restart() {
        sockets.restart();
        watch.restart();
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
        return AttributedTraffic.unowned(step);
    }

    /** Notes that the counters of this interface started anew at zero. */
    void counterReset(String name) {
        frozen.reset(name);
    }

    /** The bytes that are booked in place of frozen counters. */
    List<Substitute> substitutes() {
        return frozen.substitutes();
    }

    /** Compares the sockets' bytes with those of the interfaces. */
    ClaimsWatch watch() {
        return watch;
    }

    /** True if there is no table from which differences can start. */
    boolean isBlind() {
        return blind;
    }

    /** Takes a table as the baseline. */
    void baseline(@Nullable SocketTable table) {
        restart();
        if (table != null) {
            if (table.flows() == null) {
                sockets.update(table);
            }
            remember(table);
        }
    }

    /**
     * Divides the bytes of a span. If that fails, they are Unattributed and the next table is a baseline.
     *
     * @param now the readings at the end of the span
     * @param table null where the sockets could not be read; then all bytes are Unattributed
     * @param doubtful whether the sockets' numbers are not believed, so that all their bytes are estimates
     */
    AttributedTraffic divide(InterfaceReading now, Delta delta, @Nullable SocketTable table, boolean doubtful) {
        AttributedTraffic traffic;
        try {
            traffic = split(now, delta, table, doubtful);
        } catch (Throwable e) {
            Survivable.require(e);
            failures.failed(e);
            restart();
            return AttributedTraffic.unowned(delta);
        }
        if (!traffic.blind()) {
            failures.succeeded(); // a baseline names no application, so it proves nothing
        }
        return traffic;
    }

    private AttributedTraffic split(InterfaceReading now, Delta delta, @Nullable SocketTable table, boolean doubtful) {
        Counters counters = now.counters();
        boolean blindNow = blind || table == null;
        WeighingSockets weighing = new WeighingSockets(counters);
        List<SocketTraffic> all = table == null ? List.of() : moved(table);
        List<SocketTraffic> moved = all.stream()
                .filter(weighing::weighs)
                .map(weighing::withOuterHeaders)
                .toList();
        SocketClaims names = new SocketClaims(apps, table == null ? Map.of() : table.ranNanos());
        List<Claim> claims = names.of(moved);
        // IP counts are sums since the machine's start; the bytes since the last table are bounded by their growth.
        UnmeasuredLimits limits = table == null ? UnmeasuredLimits.UNKNOWN : limits(table);
        // After everything that asks the system and may fail: the bytes that are noted here as booked must be booked.
        FrozenCounters.FrozenResult step = frozen.update(counters, delta, moved);
        List<Claim> proven = new ArrayList<>(
                doubtful ? claims.stream().map(Claim::asEstimate).toList() : proven(claims, step.estimated()));
        if (!blindNow) {
            watch.add(now.nanos(), claims, step);
        }
        Traffic total = step.delta().counted();
        proven.addAll(TunnelledSockets.weighing(total, claims, names.of(tunnelled(all, weighing)), limits));
        List<AppTraffic> parts = attributor.split(total, proven, limits);
        if (table == null) {
            restart();
        } else {
            remember(table);
        }
        return new AttributedTraffic(step, parts, blindNow, proven);
    }

    /** Bytes in place of a frozen counter are estimates; nearly always there are none. */
    private static List<Claim> proven(List<Claim> claims, Set<Socket> estimated) {
        return estimated.isEmpty()
                ? claims
                : claims.stream()
                        .map(each -> estimated.contains(each.moved().socket()) ? each.asEstimate() : each)
                        .toList();
    }

    /** A source that reports closed sockets counts bytes, also where it lists no TCP socket now. */
    private UnmeasuredLimits limits(SocketTable table) {
        boolean countsBytes = table.reportsClosed() || sockets.countsBytes();
        return UnmeasuredLimits.of(ip, table, countsBytes);
    }

    private void remember(SocketTable table) {
        ip = table.ip();
        blind = false;
    }

    private static List<SocketTraffic> tunnelled(List<SocketTraffic> all, WeighingSockets weighing) {
        return all.stream()
                .filter(each -> each.payload() != null && !each.isForwarded() && weighing.isTunnelled(each.socket()))
                .toList();
    }

    /** The bytes of all sockets since the last table. */
    private List<SocketTraffic> moved(SocketTable table) {
        List<PacketFlow> flows = table.flows();
        return flows == null
                ? sockets.update(table)
                : blind ? List.of() : flows.stream().map(SocketTraffic::of).toList();
    }
}
