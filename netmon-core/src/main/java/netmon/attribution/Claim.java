package netmon.attribution;

import java.util.List;
import netmon.model.App;

/**
 * The traffic of one socket, and the applications that have it open.
 *
 * @param apps names, each once, sorted; more than one where applications share the socket; several times
 *     where the owners are inferred and it has several parts; never empty: {@link App#UNATTRIBUTED} stands for an
 *     unknown owner
 * @param weight the share of the bytes that no source counts, in comparison with other sockets: 1 where no evidence
 *     exists, else the time that its processes ran
 * @param estimated whether its bytes replace those of a frozen counter
 */
public record Claim(List<String> apps, SocketTraffic moved, long weight, boolean estimated) {
    public Claim {
        apps = switch (apps.size()) {
            case 0 -> List.of(App.UNATTRIBUTED);
            case 1 -> List.copyOf(apps);
            default ->
                (moved.socket().inferred() ? apps.stream() : apps.stream().distinct())
                        .sorted()
                        .toList();
        };
    }

    /** A claim with the weight of one connection. */
    public Claim(List<String> apps, SocketTraffic moved) {
        this(apps, moved, 1, false);
    }

    public Claim asEstimate() {
        return new Claim(apps, moved, weight, true);
    }

    /** The part of one of the applications: equal parts, of which the first ones get the remainder. */
    long share(long bytes, int index) {
        return bytes / apps.size() + (index < bytes % apps.size() ? 1 : 0);
    }

    boolean isStill() {
        return moved.isStill();
    }

    /** Whether the bytes are not measured, or not proven to belong to one application. */
    boolean isEstimate() {
        return estimated
                || moved.payload() == null
                || !moved.unseen().isNone()
                || apps.size() > 1
                || moved.socket().inferred();
    }
}
