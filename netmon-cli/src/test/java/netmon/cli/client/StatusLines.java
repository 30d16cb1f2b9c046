package netmon.cli.client;

import java.util.HashMap;
import java.util.Map;
import netmon.protocol.MessageException;
import netmon.protocol.Request;
import netmon.protocol.ServiceLoad;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;
import org.jspecify.annotations.Nullable;

/**
 * A status of the service as a test writes it, a key and a value in each line, such as {@code sockets lsof}. The
 * status is encoded and parsed, as if the service had sent it.
 */
public final class StatusLines {
    private final Map<String, String> values = new HashMap<>();

    private StatusLines(String lines) {
        lines.lines()
                .filter(each -> !each.isEmpty())
                .map(each -> each.split(" ", 2))
                .forEach(each -> values.put(each[0], each[1]));
    }

    /** The status; a key that is missing has the value of an idle service. */
    public static ServiceStatus status(String lines) {
        return ServiceStatus.of(reply(lines));
    }

    public static StatusReply reply(String lines) {
        try {
            return new Request.GetStatus()
                    .parseReply(new StatusLines(lines).reply().encode());
        } catch (MessageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private StatusReply reply() {
        String unwritable = values.get("unwritable");
        return new StatusReply(
                text("version"),
                text("user"),
                number("pending"),
                text("interfaces"),
                load(),
                values.containsKey("sockets") ? sockets() : null,
                text("unread"),
                unwritable == null ? null : new StatusReply.Unwritten(number("unwritten"), unwritable),
                change("file"),
                change("zone"),
                change("unmeasured"));
    }

    private ServiceLoad load() {
        String[] reads = text("reads-us").split(" ", -1);
        return new ServiceLoad(
                number("cpu"),
                number("cpu-permyriad"),
                number("memory"),
                number("late"),
                number("missed"),
                values.containsKey("spacing") ? number("spacing") : 1,
                null,
                null,
                null,
                reads.length < 2
                        ? null
                        : new ServiceLoad.TimeSpread(Long.parseLong(reads[0]), Long.parseLong(reads[1])),
                null);
    }

    private SocketsStatus sockets() {
        return new SocketsStatus(
                text("sockets"),
                text("passed-over"),
                text("proof"),
                text("doubt"),
                text("trouble"),
                text("measures").equals("yes"),
                number("open"),
                number("ownerless"),
                values.containsKey("others") ? number("others") : null,
                values.containsKey("overruns") ? number("overruns") : null);
    }

    private StatusReply.@Nullable StatusChange change(String key) {
        String[] change = text(key).split(" ", 2);
        return change.length < 2 ? null : new StatusReply.StatusChange(Long.parseLong(change[0]), change[1]);
    }

    private String text(String key) {
        return values.getOrDefault(key, "");
    }

    private long number(String key) {
        return Long.parseLong(values.getOrDefault(key, "0"));
    }
}
