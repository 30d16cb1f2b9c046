package netmon.cli.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.client.ServiceClient;
import netmon.cli.client.ServiceStatus;
import netmon.cli.detail.HostNames;
import netmon.cli.parse.Suggestions;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.Direction;
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
 * The parts of an application's bytes in a period.
 *
 * @param app its bytes, under the name that the database stores
 * @param all the bytes of the counted interfaces
 * @param unattributed the bytes without a known owner
 * @param hasDetail whether any detail is stored
 * @param programs the stored detail by process, those with the most bytes first
 * @param destinations the stored detail by destination
 * @param hosts the names of the destinations
 * @param service the status of the running service; silent if it does not answer
 * @param open the open sockets of the application; null if no service answers
 */
record Explanation(
        Period period,
        AppTraffic app,
        Traffic all,
        Traffic unattributed,
        List<InterfaceTotal> interfaces,
        List<Gap> gaps,
        boolean hasDetail,
        List<DetailSum> programs,
        List<DetailSum> destinations,
        HostNames hosts,
        ServiceStatus service,
        @Nullable SocketsReply open) {

    private static final int MOST_PARTS = 5;

    /** Reads the stored part, and asks the running service for its status and the open sockets. */
    static Explanation read(TrafficReader store, Period period, String name, Path database) throws StoreException {
        AppTraffic sum = new AppTraffic(name, Traffic.NONE, Traffic.NONE);
        Traffic unattributed = Traffic.NONE;
        for (AppTraffic each : store.apps(period)) {
            if (each.app().equals(App.UNATTRIBUTED)) {
                unattributed = each.traffic();
            }
            if (Suggestions.isSame(each.app(), name)) {
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
                store.hasDetail(),
                detail(store, period, sum.app(), DetailGrouping.PROCESS),
                detail(store, period, sum.app(), DetailGrouping.DESTINATION),
                store.hasDetail() ? HostNames.of(store) : new HostNames(Map.of()),
                ServiceStatus.ask(database),
                ServiceClient.askOrNull(database, new Request.GetSockets(PlainText.of(sum.app()))));
    }

    /** Of a period with the edges of the detail's buckets, which may be a little longer. */
    private static List<DetailSum> detail(TrafficReader store, Period period, String app, DetailGrouping by)
            throws StoreException {
        List<DetailSum> sums = new ArrayList<>();
        DetailQuestion question = new DetailQuestion(by, List.of(app), null).first(MOST_PARTS, Direction.TOTAL);
        for (DetailSum each : store.detail(store.roundedToDetail(period), question)) {
            if (each.kind() == DetailSum.PartKind.KNOWN) {
                sums.add(each);
            }
        }
        sums.sort((one, other) ->
                Long.compare(other.traffic().total(), one.traffic().total()));
        return sums.subList(0, Math.min(MOST_PARTS, sums.size()));
    }

    /** Whether the application has neither traffic in the period nor open sockets. */
    boolean isEmpty() {
        return app.traffic().isNone() && sockets().socketCount() == 0;
    }

    /** The open sockets and processes of the application; none if they are not known. */
    SocketsReply sockets() {
        return open == null ? SocketsReply.NONE : open;
    }

    boolean isUnattributed() {
        return app.app().equals(App.UNATTRIBUTED);
    }

    /** The bytes by how well their owner is known. */
    Map<String, Traffic> parts() {
        if (isUnattributed()) {
            return Map.of("unattributed", app.traffic());
        }
        Map<String, Traffic> parts = new LinkedHashMap<>();
        parts.put("measured", app.traffic().minus(app.estimated()));
        parts.put("estimated", app.estimated());
        return parts;
    }
}
