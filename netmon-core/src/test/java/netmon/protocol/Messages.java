package netmon.protocol;

import java.util.List;
import netmon.model.Alert;
import netmon.model.CalendarUnit;
import netmon.model.Check;
import netmon.model.Direction;
import netmon.model.OwnerProcess;
import netmon.model.PushMark;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.SeriesTotal;
import netmon.model.Traffic;
import netmon.protocol.Reply.ChangeReply;
import netmon.protocol.Reply.ErrorReply;

/** One message of each kind, with each of its fields, and some without the optional ones. */
final class Messages {
    private static final Traffic TRAFFIC = new Traffic(1200, 30);

    private static final ServiceLoad LOAD = new ServiceLoad(
            5230,
            42,
            54_525_952,
            3,
            2,
            4,
            new ServiceLoad.TimeSpread(1200, 8030),
            new ServiceLoad.TimeSpread(700, 12_100),
            new ServiceLoad.TimeSpread(100, 400),
            new ServiceLoad.TimeSpread(800, 3000),
            new ServiceLoad.CompactionLoad(5120, 3, 12, 48_100));

    static final List<Request<?>> REQUESTS = List.of(
            new Request.GetStatus(),
            new Request.GetRates(Request.Grouping.PROCESSES),
            new Request.GetRates(Request.Grouping.CONNECTIONS),
            new Request.GetSockets("Google Chrome"),
            new Request.GetSockets("a=b c+d%20\n\u001b[2J\u007f日本語 👨"),
            new Request.GetChecks("/home/me/net mon/netmon-service.jar"),
            new Request.PurgeBefore(1_795_000_000, null),
            new Request.PurgeBefore(-60, "Some App"),
            new Request.PurgeDetail(),
            new Request.AddAlert(alert(" ", "/bin/echo", "two\nlines", "", "$(id)`id`;", "")),
            new Request.AddAlert(alert("")),
            new Request.RemoveAlert(3),
            new Request.PutPushTotals(
                    "corp",
                    1_795_000_000,
                    List.of(
                            new SeriesTotal(
                                    SeriesKey.app("Google Chrome & co=1"), 7, new Traffic(1, 2), new Traffic(3, 4)),
                            new SeriesTotal(
                                    new SeriesKey(SeriesFamily.INTERFACE, "en0"), 0, Traffic.NONE, Traffic.NONE))),
            new Request.SavePushMark(
                    new PushMark("corp", "9e02-1", 1, 2, 3, 4, 5, 6, 7, "it is down: 503", 8, "out of bounds")),
            new Request.ForgetPush("corp"),
            new Request.TestAlert());

    static final List<Reply> REPLIES = List.of(
            new StatusReply(
                    "0.1.0",
                    "alice",
                    9,
                    "netstat",
                    LOAD,
                    new SocketsStatus(
                            "nettop",
                            "netstat: no such program",
                            "TCP once",
                            "it lies",
                            "none works",
                            true,
                            210,
                            3,
                            2L,
                            1L),
                    "97 % of 1,234 lines",
                    new StatusReply.Unwritten(12, "the disk is full"),
                    new StatusReply.StatusChange(1_790_000_000, "netmon.db was overwritten"),
                    new StatusReply.StatusChange(1_790_000_001, "Asia/Kolkata"),
                    new StatusReply.StatusChange(1_790_000_002, "the interfaces cannot be read")),
            new StatusReply(
                    "0.1.0",
                    "alice",
                    0,
                    "netstat",
                    new ServiceLoad(0, 0, 0, 0, 0, 1, null, null, null, null, null),
                    new SocketsStatus("lsof", "", "", "", "", false, 0, 0, null, null),
                    "",
                    null,
                    null,
                    null,
                    null),
            StatusReply.UNKNOWN,
            RatesReply.PENDING,
            new RatesReply(
                    1_795_000_000,
                    4_900_000_000L,
                    List.of(
                            new RatesReply.LiveRow(TRAFFIC, false, 4711, "Safari", "com.apple.WebKit", null),
                            new RatesReply.LiveRow(
                                    Traffic.NONE,
                                    true,
                                    0,
                                    "Unattributed",
                                    "another user's",
                                    new RatesReply.LiveConnection("tcp", "10.0.0.2:50123", "[2001:db8::7]:443"))),
                    52,
                    new Traffic(1000, 200)),
            SocketsReply.NONE,
            new SocketsReply(
                    List.of(
                            new OwnerProcess(
                                    4711, 1_795_000_000_000L, "/usr/bin/python3", "python3", "/home/me/a b.py"),
                            OwnerProcess.OTHER_USER),
                    List.of(
                            new SocketsReply.OpenSocket(4711, "tcp", "192.168.1.5:52344", "1.2.3.4:443", TRAFFIC, true),
                            new SocketsReply.OpenSocket(0, "udp", "*:5353", "*:*", null, false)),
                    12,
                    3),
            new ChecksReply(List.of(
                    Check.ok("source", "nettop is used"), Check.bad("disk space", "3 MB are left", "make room"))),
            new ChecksReply(List.of()),
            new ChangeReply(-60),
            new ErrorReply("there is no request 'dance'"));

    private Messages() {}

    /** An alert of one application, or of all together where its name is empty. */
    static Alert alert(String app, String... command) {
        return new Alert(
                0,
                app.isEmpty() ? Alert.Scope.TOTAL : Alert.Scope.APPLICATION,
                app,
                Direction.IN,
                1L << 40,
                CalendarUnit.MONTH,
                15,
                command.length == 0 ? Alert.Means.LOG : Alert.Means.COMMAND,
                List.of(command));
    }

    /** Reads a reply of a known kind. */
    static Reply parse(Class<? extends Reply> type, String text) throws MessageException {
        return switch (type.getSimpleName()) {
            case "StatusReply" -> StatusReply.parse(text);
            case "RatesReply" -> RatesReply.parse(text);
            case "SocketsReply" -> SocketsReply.parse(text);
            case "ChecksReply" -> ChecksReply.parse(text);
            case "ChangeReply" -> ChangeReply.parse(text);
            case "ErrorReply" -> ErrorReply.parse(text.startsWith(ErrorReply.PREFIX) ? text : ErrorReply.PREFIX);
            default -> throw new IllegalArgumentException(type.getName());
        };
    }
}
