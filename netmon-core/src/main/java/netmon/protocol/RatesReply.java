package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the last socket read, by process or by connection. The rows with most bytes come first and add up, with
 * those left out, to the bytes of the applications.
 *
 * <pre>
 * netmon/2 live second=1795000000 nanos=1000000000
 * row received=1200 sent=30 estimated=no pid=4711 app=Safari process=WebKit protocol=tcp local=... remote=...
 * rest rows=52 received=1000 sent=200
 * </pre>
 *
 * @param second epoch second of the read; 0 as long as the sockets were not read since the first request
 * @param nanos length of the time that the bytes moved in
 */
public record RatesReply(long second, long nanos, List<LiveRow> rows, long leftOutRows, Traffic leftOut)
        implements Reply {
    public static final RatesReply PENDING = new RatesReply(0, 0, List.of(), 0, Traffic.NONE);

    private static final String WORD = "live";
    private static final String ROW = "row";
    private static final String REST = "rest";

    /**
     * One process or connection.
     *
     * @param estimated whether a part of the bytes is not measured
     * @param pid 0 if none is known
     * @param process the process's name, or the reason why there is none
     * @param connection null in a row of a process, or of bytes without a socket
     */
    public record LiveRow(
            Traffic traffic,
            boolean estimated,
            long pid,
            String app,
            String process,
            @Nullable LiveConnection connection) {}

    public record LiveConnection(String protocol, String local, String remote) {}

    public RatesReply {
        rows = List.copyOf(rows);
    }

    public boolean isPending() {
        return second == 0;
    }

    @Override
    public String encode() {
        List<MessageLine> lines = new ArrayList<>();
        rows.forEach(each -> lines.add(line(each)));
        if (leftOutRows > 0) {
            lines.add(new MessageLine(REST).with("rows", leftOutRows).with(leftOut));
        }
        return Message.format(new MessageLine(WORD).with("second", second).with("nanos", nanos), lines);
    }

    static RatesReply parse(String text) throws MessageException {
        Message message = Message.parseReply(text, WORD);
        MessageLine rest = message.item(REST, line -> line);
        return new RatesReply(
                message.head().second("second"),
                message.head().count("nanos"),
                message.items(ROW, RatesReply::row),
                rest == null ? 0 : rest.count("rows"),
                rest == null ? Traffic.NONE : rest.traffic());
    }

    private static MessageLine line(LiveRow row) {
        MessageLine line = new MessageLine(ROW)
                .with(row.traffic)
                .with("estimated", row.estimated)
                .with("pid", row.pid)
                .with("app", row.app)
                .with("process", row.process);
        LiveConnection ends = row.connection;
        return ends == null
                ? line
                : line.with("protocol", ends.protocol).with("local", ends.local).with("remote", ends.remote);
    }

    private static LiveRow row(MessageLine line) throws MessageException {
        LiveConnection ends = line.has("protocol")
                ? new LiveConnection(line.plain("protocol"), line.plain("local"), line.plain("remote"))
                : null;
        return new LiveRow(
                line.traffic(),
                line.flag("estimated"),
                line.count("pid"),
                line.plain("app"),
                line.plain("process"),
                ends);
    }
}
