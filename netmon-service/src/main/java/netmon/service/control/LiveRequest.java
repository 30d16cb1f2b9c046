package netmon.service.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import netmon.attribution.Breakdown;
import netmon.attribution.Breakdown.SocketShare;
import netmon.attribution.Claim;
import netmon.model.AppTraffic;
import netmon.model.OwnerProcess;
import netmon.model.PlainText;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.Clock;
import netmon.scan.Processes;
import org.jspecify.annotations.Nullable;

/**
 * The last look by process and by connection, for {@code netmon live}. It is kept only while somebody asks, so it costs
 * nothing when nobody watches; the first question is answered with {@code look none}, and after the next look with:
 *
 * <pre>
 * look 1795000000 1000000000 3           epoch second, the span in nanoseconds, rows in all
 * row 1200 30 measured 4711 Safari ...   bytes received and sent, how they are known, pid, application, process,
 *                                        protocol, local end, far end; parted by tabs
 * </pre>
 *
 * The rows add up to what the applications were given in that look; see {@link Breakdown}. Those with most bytes come
 * first, and the least ones are left off where there are too many: then {@code more 52 1000 200} tells how many, and their
 * bytes. Without a process, pid is 0, and the process is {@code another user's}, {@code owner unknown} or
 * {@code no socket}; a socket that processes share is the first one's, {@code and 2 more}. A row of processes has no protocol
 * and no ends.
 */
public final class LiveRequest implements RequestRouter.Handler {
    /** How long after a question looks are still kept: a few of the once-a-second questions of a screen may be late. */
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Rows of an answer: more than any screen has. */
    private static final int MOST_ROWS = 200;

    /** Chars of an answer, so that names of 4 KB cannot make it long. */
    private static final int MOST_CHARS = 20_000;

    /** Chars of a name. */
    private static final int LONGEST_NAME = 100;

    /** A look as the attributor saw it. */
    private record KeptRead(long at, long nanos, List<Claim> claims, List<AppTraffic> apps) {}

    /** What is told in a line. */
    private record LiveLine(String app, long pid, String process, String connection) {}

    /** What a row has of its sockets. */
    private record Sum(Traffic traffic, boolean estimated) {
        static Sum of(SocketShare part) {
            return new Sum(part.traffic(), part.estimated());
        }

        Sum plus(Sum other) {
            return new Sum(traffic.plus(other.traffic), estimated || other.estimated);
        }
    }

    private final Clock clock;
    private final Processes processes;
    private long asked;
    private boolean wasAsked;
    private @Nullable KeptRead kept;
    private final Map<String, String> answers = new LinkedHashMap<>();

    public LiveRequest(Clock clock, Processes processes) {
        this.clock = clock;
        this.processes = processes;
    }

    /** Takes a look; forgets the one before. */
    public void see(long at, long nanos, List<Claim> claims, List<AppTraffic> apps) {
        answers.clear();
        boolean watched = wasAsked && clock.monotonicNanos() - asked < WATCHED_NANOS;
        kept = watched ? new KeptRead(at, nanos, claims, apps) : null;
    }

    /**
     * Answers who asks, and keeps the next looks for him. Computed once a look, however often it is asked for.
     *
     * @param what {@code processes} or {@code connections}
     */
    @Override
    public String answer(String what) {
        Function<SocketShare, LiveLine> row = switch (what) {
            case "processes" -> part -> row(part, "");
            case "connections" -> part -> row(part, connection(part.socket()));
            default -> throw new IllegalArgumentException("live takes processes or connections: " + what);
        };
        asked = clock.monotonicNanos();
        wasAsked = true;
        KeptRead look = kept;
        return look == null ? "look none" : answers.computeIfAbsent(what, key -> lines(look, row));
    }

    private String lines(KeptRead look, Function<SocketShare, LiveLine> row) {
        Map<LiveLine, Sum> sums = new LinkedHashMap<>();
        for (SocketShare each : Breakdown.of(look.claims, look.apps)) {
            sums.merge(row.apply(each), Sum.of(each), Sum::plus);
        }
        List<Map.Entry<LiveLine, Sum>> rows = new ArrayList<>(sums.entrySet());
        rows.sort(Comparator.comparingLong(each -> -each.getValue().traffic.total()));
        StringBuilder lines = new StringBuilder("look " + look.at + ' ' + look.nanos + ' ' + rows.size());
        int told = 0;
        while (told < Math.min(rows.size(), MOST_ROWS) && lines.length() < MOST_CHARS) {
            append(lines, rows.get(told).getKey(), rows.get(told).getValue());
            told++;
        }
        if (told < rows.size()) {
            Traffic more = Traffic.NONE;
            for (Map.Entry<LiveLine, Sum> each : rows.subList(told, rows.size())) {
                more = more.plus(each.getValue().traffic);
            }
            lines.append("\nmore " + (rows.size() - told) + ' ' + more.received() + ' ' + more.sent());
        }
        return lines.toString();
    }

    private void append(StringBuilder lines, LiveLine row, Sum sum) {
        String process = row.pid == 0 ? row.process : name(row.pid) + row.process;
        lines.append("\nrow\t" + sum.traffic.received() + '\t' + sum.traffic.sent());
        lines.append(sum.estimated ? "\testimated\t" : "\tmeasured\t").append(row.pid);
        lines.append('\t')
                .append(cut(row.app))
                .append('\t')
                .append(cut(process))
                .append(row.connection);
    }

    private static LiveLine row(SocketShare part, String connection) {
        Socket socket = part.socket();
        if (socket == null) {
            return new LiveLine(part.app(), 0, "no socket", connection);
        }
        if (socket.owners().isEmpty()) {
            return new LiveLine(part.app(), 0, "owner unknown", connection);
        }
        OwnerProcess owner = socket.owners().get(0);
        if (owner.equals(OwnerProcess.OTHER_USER)) {
            return new LiveLine(part.app(), 0, "another user's", connection);
        }
        int others = socket.owners().size() - 1;
        return new LiveLine(part.app(), owner.pid(), others == 0 ? "" : " and " + others + " more", connection);
    }

    private static String connection(@Nullable Socket socket) {
        if (socket == null) {
            return "\t\t\t";
        }
        String protocol = socket.protocol().name().toLowerCase(Locale.ROOT);
        return '\t' + protocol + '\t' + socket.local() + '\t' + socket.remote();
    }

    /** Only of the rows that are told, since the system is asked. */
    private String name(long pid) {
        OwnerProcess process = processes.of(pid, null);
        String path = process.path();
        if (path != null) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
        return process.command() == null ? "?" : process.command();
    }

    private static String cut(String name) {
        String plain = PlainText.of(name);
        if (plain.length() <= LONGEST_NAME) {
            return plain;
        }
        boolean splitsPair = Character.isHighSurrogate(plain.charAt(LONGEST_NAME - 1));
        return plain.substring(0, splitsPair ? LONGEST_NAME - 1 : LONGEST_NAME) + "…";
    }
}
