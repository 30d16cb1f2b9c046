package netmon.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import netmon.model.Alert;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.PushMark;
import netmon.model.SeriesTotal;
import netmon.protocol.Reply.ChangeReply;
import org.jspecify.annotations.Nullable;

/**
 * A question of the command to the service, in one line.
 *
 * <pre>
 * netmon/2 status
 * netmon/2 live by=processes
 * netmon/2 sockets app=Google+Chrome
 * netmon/2 doctor program=/home/me/netmon/bin/lib/netmon-service.jar
 * netmon/2 purge before=1795000000 app=Google+Chrome
 * netmon/2 purge-detail
 * netmon/2 add-alert scope=total app= direction=in bytes=9 per=day month=1 means=log
 * netmon/2 remove-alert number=3
 * netmon/2 test-alert
 * netmon/2 push-totals destination=corp at=1795000000 app=Google+Chrome figures=1795000000+12+34+0+0
 * netmon/2 push-mark destination=corp instance=... safe=1794999700 sent=1795000000 ...
 * </pre>
 *
 * @param <R> the reply, unless the service refuses
 */
public sealed interface Request<R extends Reply> {
    /** The request as one line, without its end. */
    String encode();

    /** Whether the service would hang up on this request. */
    default boolean isTooLong() {
        return encode().getBytes(StandardCharsets.UTF_8).length >= ServiceContract.MAX_REQUEST_BYTES;
    }

    /**
     * Reads the reply to this request.
     *
     * @throws MessageException if it is another one, or the service refuses; the message says why
     */
    R parseReply(String text) throws MessageException;

    static Request<?> parse(String text) throws MessageException {
        MessageLine line = Message.parse(text).head();
        return switch (line.word()) {
            case "status" -> new GetStatus();
            case "live" -> new GetRates(line.choice("by", Grouping.class));
            case "sockets" -> new GetSockets(nonEmpty(line, "app"));
            case "doctor" -> new GetChecks(nonEmpty(line, "program"));
            case "purge" -> new PurgeBefore(line.number("before"), line.has("app") ? nonEmpty(line, "app") : null);
            case "purge-detail" -> new PurgeDetail();
            case "add-alert" -> new AddAlert(AddAlert.read(line));
            case "test-alert" -> new TestAlert();
            case "push-totals" ->
                new PutPushTotals(nonEmpty(line, "destination"), line.count("at"), PushLines.totals(line));
            case "push-mark" -> new SavePushMark(PushLines.mark(line));
            case "push-forget" -> new ForgetPush(nonEmpty(line, "destination"));
            case "remove-alert" -> new RemoveAlert(line.number("number"));
            default -> throw new MessageException("there is no request '" + Message.excerpt(line.word()) + "'");
        };
    }

    private static String nonEmpty(MessageLine line, String name) throws MessageException {
        String text = line.text(name);
        if (text.isEmpty()) {
            throw new MessageException("'" + line.word() + "' needs a value of '" + name + "'");
        }
        return text;
    }

    /** The subject of a row in {@link RatesReply}. */
    enum Grouping {
        PROCESSES,
        CONNECTIONS
    }

    /** Asks for the state that only the running service knows. */
    record GetStatus() implements Request<StatusReply> {
        @Override
        public String encode() {
            return Message.format(new MessageLine("status"));
        }

        @Override
        public StatusReply parseReply(String text) throws MessageException {
            return StatusReply.parse(text);
        }
    }

    /** Asks for the bytes of the last socket read; the service keeps them from the first request on. */
    record GetRates(Grouping by) implements Request<RatesReply> {
        @Override
        public String encode() {
            return Message.format(new MessageLine("live").with("by", by));
        }

        @Override
        public RatesReply parseReply(String text) throws MessageException {
            return RatesReply.parse(text);
        }
    }

    record GetSockets(String app) implements Request<SocketsReply> {
        @Override
        public String encode() {
            return Message.format(new MessageLine("sockets").with("app", app));
        }

        @Override
        public SocketsReply parseReply(String text) throws MessageException {
            return SocketsReply.parse(text);
        }
    }

    /** Asks for the doctor's checks of the netmon-service at this path. */
    record GetChecks(String program) implements Request<ChecksReply> {
        @Override
        public String encode() {
            return Message.format(new MessageLine("doctor").with("program", program));
        }

        @Override
        public ChecksReply parseReply(String text) throws MessageException {
            return ChecksReply.parse(text);
        }
    }

    /** Asks for a notification on the desktop, and for what came of it. */
    record TestAlert() implements Request<ChecksReply> {
        @Override
        public String encode() {
            return Message.format(new MessageLine("test-alert"));
        }

        @Override
        public ChecksReply parseReply(String text) throws MessageException {
            return ChecksReply.parse(text);
        }
    }

    sealed interface ChangeRequest extends Request<ChangeReply> {
        @Override
        default ChangeReply parseReply(String text) throws MessageException {
            return ChangeReply.parse(text);
        }
    }

    /** Forgets all, or one application, before an epoch second. */
    record PurgeBefore(long before, @Nullable String app) implements ChangeRequest {
        @Override
        public String encode() {
            return Message.format(
                    new MessageLine("purge").with("before", before).with("app", app));
        }
    }

    /** Deletes all stored detail; the sums of the applications stay. */
    record PurgeDetail() implements ChangeRequest {
        @Override
        public String encode() {
            return Message.format(new MessageLine("purge-detail"));
        }
    }

    /** Stores an alert; the program and its arguments are a list, {@code run=/bin/say run=over}. */
    record AddAlert(Alert alert) implements ChangeRequest {
        @Override
        public String encode() {
            MessageLine line = new MessageLine("add-alert")
                    .with("scope", alert.scope())
                    .with("app", alert.app())
                    .with("direction", alert.direction())
                    .with("bytes", alert.limit())
                    .with("per", alert.per())
                    .with("month", alert.monthStarts())
                    .with("means", alert.means());
            alert.command().forEach(each -> line.with("run", each));
            return Message.format(line);
        }

        static Alert read(MessageLine line) throws MessageException {
            try {
                return new Alert(
                        0,
                        line.choice("scope", Alert.Scope.class),
                        line.text("app"),
                        line.choice("direction", Direction.class),
                        line.count("bytes"),
                        line.choice("per", CalendarUnit.class),
                        (int) Math.min(line.count("month"), Integer.MAX_VALUE),
                        line.choice("means", Alert.Means.class),
                        line.texts("run"));
            } catch (IllegalArgumentException e) {
                throw new MessageException(Message.excerpt(String.valueOf(e.getMessage())));
            }
        }
    }

    /** Notes totals of pushed series at a moment; they hold once the mark is saved. */
    record PutPushTotals(String destination, long at, List<SeriesTotal> totals) implements ChangeRequest {
        public PutPushTotals {
            totals = List.copyOf(totals);
        }

        @Override
        public String encode() {
            return Message.format(PushLines.add(
                    new MessageLine("push-totals")
                            .with("destination", destination)
                            .with("at", at),
                    totals));
        }
    }

    /** Saves how far a destination has received the history. */
    record SavePushMark(PushMark mark) implements ChangeRequest {
        @Override
        public String encode() {
            return Message.format(PushLines.add(new MessageLine("push-mark"), mark));
        }
    }

    /** Deletes what is known of a destination: its next push is a first one. */
    record ForgetPush(String destination) implements ChangeRequest {
        @Override
        public String encode() {
            return Message.format(new MessageLine("push-forget").with("destination", destination));
        }
    }

    record RemoveAlert(long number) implements ChangeRequest {
        @Override
        public String encode() {
            return Message.format(new MessageLine("remove-alert").with("number", number));
        }
    }
}
