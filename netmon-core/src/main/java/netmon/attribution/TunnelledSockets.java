package netmon.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Traffic;

/**
 * Decides about the sockets inside a tunnel. Nearly always a VPN client carries their bytes in a socket of its own,
 * which weighs in their place. Where no socket can have carried them and the interfaces have room for them, something
 * that has no socket did, such as IPsec or PPPoE inside the kernel: then these sockets weigh, as an estimate.
 */
public final class TunnelledSockets {
    /** A socket that carries a tunnel moves at least this many tenths of what the tunnel's sockets do. */
    private static final long CARRIER_TENTHS = 9;

    /** Room for the tunnelled bytes, in tenths of them: the readings are not simultaneous. */
    private static final long ROOM_TENTHS = 7;

    private TunnelledSockets() {}

    /**
     * The claims of tunnelled sockets, as far as they weigh.
     *
     * @param total the counted interfaces' bytes since the last poll
     * @param claims of the sockets that weigh
     * @param tunnelled claims of the sockets inside tunnels
     */
    public static List<Claim> weighing(
            Traffic total, List<Claim> claims, List<Claim> tunnelled, UnmeasuredLimits limits) {
        long inside = sum(tunnelled);
        long tenth = inside / 10;
        if (inside == 0 || mayCarry(claims, limits, tenth)) {
            return List.of();
        }
        boolean hasRoom = total.total() - sum(claims) >= ROOM_TENTHS * tenth;
        return hasRoom ? tunnelled.stream().map(Claim::asEstimate).toList() : List.of();
    }

    /** Whether one application's sockets, or UDP sockets without counters, can have moved as much. */
    private static boolean mayCarry(List<Claim> claims, UnmeasuredLimits limits, long tenth) {
        Map<String, Long> byApp = new HashMap<>();
        for (Claim each : claims) {
            Traffic payload = each.moved().payload();
            if (payload == null) {
                Traffic udp = limits.udp();
                if (udp == null || udp.total() >= CARRIER_TENTHS * tenth) {
                    return true;
                }
            } else {
                Set.copyOf(each.apps()).forEach(app -> byApp.merge(app, payload.total(), SaturatedMath::sum));
            }
        }
        return byApp.values().stream().anyMatch(moved -> moved >= CARRIER_TENTHS * tenth);
    }

    private static long sum(List<Claim> claims) {
        long sum = 0;
        for (Claim each : claims) {
            Traffic payload = each.moved().payload();
            sum = payload == null ? sum : SaturatedMath.sum(sum, payload.total());
        }
        return sum;
    }
}
