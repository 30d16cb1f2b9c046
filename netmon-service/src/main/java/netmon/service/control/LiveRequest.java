package netmon.service.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import netmon.attribution.Breakdown;
import netmon.attribution.Breakdown.SocketShare;
import netmon.attribution.Claim;
import netmon.model.AppTraffic;
import netmon.model.OwnerProcess;
import netmon.model.PlainText;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.protocol.RatesReply;
import netmon.protocol.RatesReply.LiveConnection;
import netmon.protocol.RatesReply.LiveRow;
import netmon.protocol.Request;
import netmon.protocol.ServiceContract;
import netmon.scan.Clock;
import netmon.scan.Processes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the last socket read by process and by connection, for {@code netmon live}. Reads are kept only while
 * requests come, so the first request gets {@link RatesReply#PENDING}. The sum of the rows is the bytes of the
 * applications; see {@link Breakdown}.
 */
public final class LiveRequest implements RequestRouter.Handler<Request.GetRates, RatesReply> {
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(ServiceContract.WATCHED_SECONDS);

    /** More rows than a screen has. */
    private static final int MAX_ROWS = 200;

    /** Longer names, up to 4 KB, are cut. */
    private static final int MAX_NAME_CHARS = 100;

    /** A socket read as the attributor saw it. */
    private record KeptRead(long at, long nanos, List<Claim> claims, List<AppTraffic> apps) {}

    /**
     * Sockets with the same key share a row.
     *
     * @param process the reason why there is no process, or how many others share the socket
     */
    private record RowKey(
            String app, long pid, String process, @Nullable LiveConnection connection) {}

    private record RowSum(Traffic traffic, boolean estimated) {
        RowSum plus(RowSum other) {
            return new RowSum(traffic.plus(other.traffic), estimated || other.estimated);
        }
    }

    private final Clock clock;
    private final Processes processes;
    private long asked;
    private boolean wasAsked;
    private @Nullable KeptRead kept;
    private final Map<Request.Grouping, RatesReply> replies = new EnumMap<>(Request.Grouping.class);

    public LiveRequest(Clock clock, Processes processes) {
        this.clock = clock;
        this.processes = processes;
    }

    public void see(long at, long nanos, List<Claim> claims, List<AppTraffic> apps) {
        replies.clear();
        boolean watched = wasAsked && clock.monotonicNanos() - asked < WATCHED_NANOS;
        kept = watched ? new KeptRead(at, nanos, claims, apps) : null;
    }

    /** The reply, which is computed once for each socket read. From now on reads are kept. */
    @Override
    public RatesReply answer(Request.GetRates request) {
        asked = clock.monotonicNanos();
        wasAsked = true;
        KeptRead read = kept;
        return read == null
                ? RatesReply.PENDING
                : replies.computeIfAbsent(request.by(), by -> reply(read, by == Request.Grouping.CONNECTIONS));
    }

    private RatesReply reply(KeptRead read, boolean byConnection) {
        Map<RowKey, RowSum> sums = new LinkedHashMap<>();
        Map<Long, OwnerProcess> owners = new HashMap<>();
        for (SocketShare each : Breakdown.of(read.claims, read.apps)) {
            RowKey key = key(each, byConnection);
            sums.merge(key, new RowSum(each.traffic(), each.estimated()), RowSum::plus);
            if (key.pid != 0 && each.socket() != null) {
                owners.putIfAbsent(key.pid, each.socket().owners().get(0));
            }
        }
        List<Map.Entry<RowKey, RowSum>> rows = new ArrayList<>(sums.entrySet());
        rows.sort(Comparator.comparingLong(each -> -each.getValue().traffic.total()));
        int shown = Math.min(rows.size(), MAX_ROWS);
        Traffic leftOut = Traffic.NONE;
        for (Map.Entry<RowKey, RowSum> each : rows.subList(shown, rows.size())) {
            leftOut = leftOut.plus(each.getValue().traffic);
        }
        List<LiveRow> top = rows.subList(0, shown).stream()
                .map(each -> row(each.getKey(), each.getValue(), owners.get(each.getKey().pid)))
                .toList();
        return new RatesReply(read.at, read.nanos, top, rows.size() - shown, leftOut);
    }

    /** @param owner null for a row without a process */
    private LiveRow row(RowKey key, RowSum sum, @Nullable OwnerProcess owner) {
        String process = owner == null ? key.process : name(owner) + key.process;
        return new LiveRow(
                sum.traffic,
                sum.estimated,
                key.pid,
                PlainText.cut(key.app, MAX_NAME_CHARS),
                PlainText.cut(process, MAX_NAME_CHARS),
                key.connection);
    }

    private static RowKey key(SocketShare share, boolean byConnection) {
        Socket socket = share.socket();
        LiveConnection connection = socket == null || !byConnection ? null : connection(socket);
        if (socket == null) {
            return new RowKey(share.app(), 0, "headers and closed connections", connection);
        }
        if (socket.owners().isEmpty()) {
            return new RowKey(share.app(), 0, "owner unknown", connection);
        }
        OwnerProcess owner = socket.owners().get(0);
        if (owner.equals(OwnerProcess.OTHER_USER)) {
            return new RowKey(share.app(), 0, "another user's", connection);
        }
        int others = socket.owners().size() - 1;
        String more = others == 0 ? "" : " and " + others + " more";
        // Without a number it is a container, or a program that ended.
        return new RowKey(share.app(), owner.pid(), owner.pid() == 0 ? owner.command() + more : more, connection);
    }

    private static LiveConnection connection(Socket socket) {
        String protocol = socket.protocol().name().toLowerCase(Locale.ROOT);
        return new LiveConnection(
                protocol, socket.local().toString(), socket.remote().toString());
    }

    /** The name of the process. Where its source did not tell, this asks the system, for the rows of a reply only. */
    private String name(OwnerProcess owner) {
        OwnerProcess process = owner.isResolved() ? owner : processes.of(owner.pid(), owner.command());
        String path = process.path();
        if (path != null) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
        return process.command() == null ? "ended" : process.command();
    }
}
