package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state that only the running service knows.
 *
 * <pre>
 * netmon/2 status version=0.1.0 user=alice pending=9 interfaces=netstat
 * load cpu_ms=5230 ...                                    see {@link ServiceLoad}
 * sockets source=nettop ...                               see {@link SocketsStatus}
 * unwritten samples=12 why=the+disk+is+full
 * file since=1790000000 what=netmon.db+was+overwritten
 * zone since=1790000000 what=Asia/Kolkata
 * unmeasured since=1790000000 what=the+interfaces+cannot+be+read
 * </pre>
 *
 * @param version of the running program, which may be older than the command
 * @param pendingSeconds how long rows may wait before they are written
 * @param load null if unknown
 * @param sockets null if applications are not tracked
 * @param unread which lines of the sources' output were not understood; empty if all were
 * @param unwritten null if the database can be written
 * @param file the last change of the database's file; null if there was none
 * @param zone the last change of the time zone; null if there was none
 * @param unmeasured since when nothing can be measured, and why; null while netmon measures
 */
public record StatusReply(
        String version,
        String user,
        long pendingSeconds,
        String interfaces,
        @Nullable ServiceLoad load,
        @Nullable SocketsStatus sockets,
        String unread,
        @Nullable Unwritten unwritten,
        @Nullable StatusChange file,
        @Nullable StatusChange zone,
        @Nullable StatusChange unmeasured)
        implements Reply {
    public static final StatusReply UNKNOWN = new StatusReply("", "", 0, "", null, null, "", null, null, null, null);

    private static final String WORD = "status";
    private static final String UNWRITTEN = "unwritten";
    private static final String FILE = "file";
    private static final String ZONE = "zone";
    private static final String UNMEASURED = "unmeasured";

    /** Samples that are kept in memory because they cannot be written at present. */
    public record Unwritten(long samples, String why) {}

    /** A change while the service runs, and its epoch second: the new time zone, or why the database file is new. */
    public record StatusChange(long since, String what) {}

    /** Whether the source of sockets counts bytes, so that those of applications are measured. */
    public boolean measures() {
        return sockets != null && sockets.measures();
    }

    @Override
    public String encode() {
        MessageLine head = new MessageLine(WORD)
                .with("version", version)
                .with("user", user)
                .with("pending", pendingSeconds)
                .with("interfaces", interfaces)
                .with("unread", unread);
        List<MessageLine> lines = new ArrayList<>();
        if (load != null) {
            lines.addAll(load.lines());
        }
        if (sockets != null) {
            lines.add(sockets.line());
        }
        if (unwritten != null) {
            lines.add(new MessageLine(UNWRITTEN)
                    .with("samples", unwritten.samples)
                    .with("why", unwritten.why));
        }
        addChange(lines, FILE, file);
        addChange(lines, ZONE, zone);
        addChange(lines, UNMEASURED, unmeasured);
        return Message.format(head, lines);
    }

    static StatusReply parse(String text) throws MessageException {
        Message message = Message.parseReply(text, WORD);
        MessageLine head = message.head();
        return new StatusReply(
                head.plain("version"),
                head.plain("user"),
                head.countOrZero("pending"),
                head.plain("interfaces"),
                ServiceLoad.read(message),
                SocketsStatus.read(message),
                head.has("unread") ? head.plain("unread") : "",
                message.item(UNWRITTEN, line -> new Unwritten(line.count("samples"), line.plain("why"))),
                message.item(FILE, StatusReply::change),
                message.item(ZONE, StatusReply::change),
                message.item(UNMEASURED, StatusReply::change));
    }

    private static void addChange(List<MessageLine> lines, String word, @Nullable StatusChange change) {
        if (change != null) {
            lines.add(new MessageLine(word).with("since", change.since).with("what", change.what));
        }
    }

    private static StatusChange change(MessageLine line) throws MessageException {
        return new StatusChange(line.second("since"), line.plain("what"));
    }
}
