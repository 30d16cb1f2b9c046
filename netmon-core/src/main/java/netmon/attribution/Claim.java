package netmon.attribution;

import java.util.List;
import netmon.model.App;

/**
 * The traffic of one socket, and the applications that have it open.
 *
 * @param apps names, each once, sorted; more than one where applications share the socket; never empty: {@link
 *     App#UNATTRIBUTED} stands for an unknown owner
 */
public record Claim(List<String> apps, SocketTraffic moved) {
    public Claim {
        apps = switch (apps.size()) {
            case 0 -> List.of(App.UNATTRIBUTED);
            case 1 -> List.copyOf(apps);
            default -> apps.stream().distinct().sorted().toList();
        };
    }
}
