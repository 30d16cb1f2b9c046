package netmon.cli.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.protocol.RatesReply;
import org.jspecify.annotations.Nullable;

/**
 * What was learned since the last news.
 *
 * @param clock epoch second of asking
 * @param apps rows of applications that were written
 * @param interfaces rows of interfaces that were written
 * @param view what the service was asked for
 * @param look its answer; null where it was not asked or has none yet
 * @param held seconds that the service may hold rows back before it writes them
 * @param trouble why there is less to be seen than there should be; empty where all is well
 */
public record Update(
        long clock,
        List<WrittenRow> apps,
        List<WrittenRow> interfaces,
        View view,
        @Nullable SocketReadUpdate look,
        long held,
        String trouble) {

    /** That the service has not looked since it was first asked. */
    static final String WAITING = "waiting for the service's next look";

    Update with(@Nullable SocketReadUpdate answer, String why) {
        return new Update(clock, apps, interfaces, view, answer, held, why);
    }

    /** Whether there is nothing to be seen of now. */
    boolean isBlind() {
        return !trouble.isEmpty() && look == null;
    }

    boolean isWaiting() {
        return trouble.equals(WAITING);
    }

    /**
     * What the service tells of its last look.
     *
     * @param second in which the look was
     * @param span seconds that it tells of
     */
    public record SocketReadUpdate(long second, long span, List<Moved> rows) {
        private static final double SECOND_NANOS = 1e9;

        /** Takes over the rows of the service, and one row for those that it leaves out. */
        static SocketReadUpdate of(RatesReply reply) {
            List<Moved> rows = new ArrayList<>();
            for (RatesReply.LiveRow each : reply.rows()) {
                rows.add(new Moved(RateKey.of(each), each.traffic(), each.estimated()));
            }
            if (reply.leftOutRows() > 0) {
                rows.add(new Moved(RateKey.LEFT_OUT, reply.leftOut(), false));
            }
            return new SocketReadUpdate(
                    reply.second(), Math.max(1, Math.round(reply.nanos() / SECOND_NANOS)), List.copyOf(rows));
        }

        public Traffic total() {
            return rows.stream().map(Moved::traffic).reduce(Traffic.NONE, Traffic::plus);
        }

        /** The same with a row an application. */
        SocketReadUpdate byApplication() {
            Map<String, Moved> apps = new LinkedHashMap<>();
            for (Moved each : rows) {
                RateKey app = new RateKey(each.thing().name(), "");
                apps.merge(app.name(), new Moved(app, each.traffic(), each.estimated()), Moved::plus);
            }
            return new SocketReadUpdate(second, span, List.copyOf(apps.values()));
        }
    }

    /** What one process, connection or application moved in that look. */
    public record Moved(RateKey thing, Traffic traffic, boolean estimated) {
        Moved plus(Moved other) {
            return new Moved(thing, traffic.plus(other.traffic), estimated || other.estimated);
        }
    }
}
