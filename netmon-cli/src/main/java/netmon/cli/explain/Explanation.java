package netmon.cli.explain;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.client.ServiceClient;
import netmon.cli.client.ServiceStatus;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.protocol.Request;
import netmon.protocol.SocketsReply;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/**
 * What an application's number is made of.
 *
 * @param app what it moved, under the name that it is stored by
 * @param all what the counted interfaces moved
 * @param unattributed the part of it that nobody is known to own
 * @param interfaces that moved anything
 * @param gaps of the period
 * @param service what the living service says; silent where none does
 * @param open what the application has open now; null if no service answers
 */
record Explanation(
        Period period,
        AppTraffic app,
        Traffic all,
        Traffic unattributed,
        List<InterfaceTotal> interfaces,
        List<Gap> gaps,
        ServiceStatus service,
        @Nullable SocketsReply open) {

    /** What is stored; it is not known yet what is open. */
    static Explanation read(TrafficReader store, Period period, String name) throws StoreException {
        AppTraffic sum = new AppTraffic(name, Traffic.NONE, Traffic.NONE);
        Traffic unattributed = Traffic.NONE;
        for (AppTraffic each : store.apps(period)) {
            if (each.app().equals(App.UNATTRIBUTED)) {
                unattributed = each.traffic();
            }
            if (isSame(each.app(), name)) {
                sum = new AppTraffic(each.app(), sum.traffic(), sum.estimated()).plus(each);
            }
        }
        return new Explanation(
                period,
                sum,
                store.counted(period),
                unattributed,
                store.interfaces(period),
                store.gaps(period),
                ServiceStatus.NONE,
                null);
    }

    /** The same, with what the living service knows. */
    Explanation ask(Path database) {
        return new Explanation(
                period,
                app,
                all,
                unattributed,
                interfaces,
                gaps,
                ServiceStatus.ask(database),
                ServiceClient.askOrNull(database, new Request.GetSockets(PlainText.of(app.app()))));
    }

    /** Whether nothing is known of the application, neither then nor now. */
    boolean isEmpty() {
        return app.traffic().isNone() && sockets().socketCount() == 0;
    }

    /** What the application has open now; none if that is not known. */
    SocketsReply sockets() {
        return open == null ? SocketsReply.NONE : open;
    }

    boolean isUnattributed() {
        return app.app().equals(App.UNATTRIBUTED);
    }

    /** What makes up the number, by how well it is known. */
    Map<String, Traffic> parts() {
        if (isUnattributed()) {
            return Map.of("unattributed", app.traffic());
        }
        Map<String, Traffic> parts = new LinkedHashMap<>();
        parts.put("measured", app.traffic().minus(app.estimated()));
        parts.put("estimated", app.estimated());
        return parts;
    }

    /** Whether two names look the same, since what is shown is what people copy. */
    private static boolean isSame(String one, String other) {
        return PlainText.of(one).equalsIgnoreCase(PlainText.of(other));
    }
}
