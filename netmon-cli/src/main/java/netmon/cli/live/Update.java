package netmon.cli.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import netmon.model.Gap;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.protocol.RatesReply;
import org.jspecify.annotations.Nullable;

/**
 * New data since the update before.
 *
 * @param clock epoch second at which they were read
 * @param stored what the database has
 * @param view the view that they were read for
 * @param read the service's last socket read; null if it was not asked, or has not read sockets yet
 * @param pendingSeconds how long the service may keep rows before it writes them
 * @param trouble why data are missing; empty if none are
 */
record Update(
        long clock,
        StoredUpdate stored,
        View view,
        @Nullable SocketReadUpdate read,
        long pendingSeconds,
        String trouble) {

    /** The trouble while the service has not read the sockets since it was first asked. */
    static final String WAITING = "waiting for the service to read the sockets";

    Update with(@Nullable SocketReadUpdate other, String why) {
        return new Update(clock, stored, view, other, pendingSeconds, why);
    }

    /** Whether no present data are known. */
    boolean isBlind() {
        return !trouble.isEmpty() && read == null;
    }

    boolean isWaiting() {
        return trouble.equals(WAITING);
    }

    /**
     * What the database has.
     *
     * @param apps new rows of applications
     * @param interfaces new rows of interfaces
     * @param gaps the gaps of the last minutes
     * @param today null if it was not read
     */
    record StoredUpdate(
            List<WrittenRow> apps,
            List<WrittenRow> interfaces,
            List<Gap> gaps,
            @Nullable TodayAmounts today) {
        static final StoredUpdate NONE = of(List.of(), List.of());

        static StoredUpdate of(List<WrittenRow> apps, List<WrittenRow> interfaces) {
            return new StoredUpdate(apps, interfaces, List.of(), null);
        }
    }

    /**
     * The service's last socket read.
     *
     * @param second epoch second of the read
     * @param span seconds in which the bytes moved
     */
    record SocketReadUpdate(long second, long span, List<Moved> rows) {
        private static final double SECOND_NANOS = 1e9;

        /**
         * The rows of the service, and one row for those that it leaves out.
         *
         * @param hosts the name of the host at an address; empty where it is not known
         */
        static SocketReadUpdate of(RatesReply reply, UnaryOperator<String> hosts) {
            List<Moved> rows = new ArrayList<>();
            for (RatesReply.LiveRow each : reply.rows()) {
                Traffic estimated = each.estimated() ? each.traffic() : Traffic.NONE;
                rows.add(new Moved(RateKey.of(each, hosts), each.traffic(), estimated));
            }
            if (reply.leftOutRows() > 0) {
                rows.add(new Moved(RateKey.LEFT_OUT, reply.leftOut(), Traffic.NONE));
            }
            return new SocketReadUpdate(
                    reply.second(), Math.max(1, Math.round(reply.nanos() / SECOND_NANOS)), List.copyOf(rows));
        }

        Traffic total() {
            return rows.stream().map(Moved::traffic).reduce(Traffic.NONE, Traffic::plus);
        }

        /** The same with one row for each application. */
        SocketReadUpdate byApplication() {
            return new SocketReadUpdate(second, span, summed(each -> new RateKey(each.name(), "")));
        }

        /** A row for each process of the connections. */
        List<Moved> byProcess() {
            return summed(RateKey::ofProcess);
        }

        private List<Moved> summed(UnaryOperator<RateKey> keyOf) {
            Map<RateKey, Moved> sums = new LinkedHashMap<>();
            for (Moved each : rows) {
                RateKey key = keyOf.apply(each.key());
                sums.merge(key, new Moved(key, each.traffic(), each.estimated()), Moved::plus);
            }
            return List.copyOf(sums.values());
        }
    }

    /** The bytes of one process, connection or application, and the part of them that was not measured. */
    record Moved(RateKey key, Traffic traffic, Traffic estimated) {
        Moved plus(Moved other) {
            return new Moved(key, traffic.plus(other.traffic), estimated.plus(other.estimated));
        }
    }
}
