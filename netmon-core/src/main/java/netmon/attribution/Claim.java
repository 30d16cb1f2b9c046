package netmon.attribution;

import java.util.List;
import netmon.model.App;

/**
 * One socket's bytes, and the applications that have it open.
 *
 * @param apps names, each once, sorted; more than one where applications share the socket; never empty:
 *     {@link App#UNATTRIBUTED} stands for an owner that is not known
 */
public record Claim(List<String> apps, SocketTraffic moved) {
    public Claim {
        apps = apps.isEmpty()
                ? List.of(App.UNATTRIBUTED)
                : apps.stream().distinct().sorted().toList();
    }
}
