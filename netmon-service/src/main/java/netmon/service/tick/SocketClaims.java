package netmon.service.tick;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.apps.AppCache;
import netmon.attribution.Claim;
import netmon.attribution.SocketTraffic;
import netmon.model.App;
import netmon.model.OwnerProcess;
import netmon.model.Socket;

/**
 * Makes the claims of one poll: names the applications of each socket, and weighs the sockets that no source counts by
 * the time that their processes ran.
 */
final class SocketClaims {
    /** A holder of a socket that ran for less than this part of another one's time did not move its bytes; a guess. */
    private static final int IDLE_PART = 10;

    /** What a process that moves bytes runs at least, where its time is not known. */
    private static final long UNKNOWN_NANOS = 50_000_000;

    private final AppCache apps;

    /** By pid, since the last poll. */
    private final Map<Long, Long> ranNanos;

    /** Each process is named once a poll, however many sockets it has. */
    private final Map<OwnerProcess, List<String>> named = new HashMap<>();

    SocketClaims(AppCache apps, Map<Long, Long> ranNanos) {
        this.apps = apps;
        this.ranNanos = ranNanos;
    }

    /** A socket without counted bytes claims nothing and needs no owner. */
    List<Claim> of(List<SocketTraffic> moved) {
        Map<Long, Integer> uncounted = new HashMap<>();
        for (SocketTraffic each : moved) {
            if (each.payload() == null) {
                each.socket().owners().forEach(owner -> uncounted.merge(owner.pid(), 1, Integer::sum));
            }
        }
        long usual = usualWeight(uncounted);
        List<Claim> claims = new ArrayList<>();
        for (SocketTraffic each : moved) {
            if (!each.isStill()) {
                List<OwnerProcess> owners = thatRan(each.socket());
                long weight = each.payload() == null ? weight(owners, uncounted, usual) : 1;
                claims.add(new Claim(names(owners), each, weight, false));
            }
        }
        return claims;
    }

    /**
     * Of the processes that have a socket open, only those that ran since the last poll can have moved its bytes: a
     * child that merely inherited it sleeps, or has just started another program.
     */
    private List<OwnerProcess> thatRan(Socket socket) {
        List<OwnerProcess> owners = socket.owners();
        if (owners.size() < 2 || socket.inferred()) {
            return owners;
        }
        long most = owners.stream().mapToLong(this::ran).max().orElse(0);
        return most == 0
                ? owners
                : owners.stream().filter(owner -> ran(owner) > most / IDLE_PART).toList();
    }

    private long ran(OwnerProcess owner) {
        return ranNanos.getOrDefault(owner.pid(), UNKNOWN_NANOS);
    }

    /** The time that the socket's processes ran, in equal parts for each of their uncounted sockets. */
    private long weight(List<OwnerProcess> owners, Map<Long, Integer> uncounted, long usual) {
        long weight = 0;
        for (OwnerProcess owner : owners) {
            Long ran = ranNanos.get(owner.pid());
            weight += ran == null ? usual : ran / uncounted.getOrDefault(owner.pid(), 1);
        }
        return owners.isEmpty() ? usual : weight;
    }

    /** The weight of a socket of an unknown process: the mean of those of the known ones. */
    private long usualWeight(Map<Long, Integer> uncounted) {
        long nanos = 0;
        long sockets = 0;
        for (Map.Entry<Long, Integer> each : uncounted.entrySet()) {
            Long ran = ranNanos.get(each.getKey());
            nanos += ran == null ? 0 : ran;
            sockets += ran == null ? 0 : each.getValue();
        }
        return sockets == 0 ? 1 : nanos / sockets;
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
