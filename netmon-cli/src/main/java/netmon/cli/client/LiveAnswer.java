package netmon.cli.client;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.live.RateKey;
import netmon.cli.live.Update;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the service tells of its last look by process or connection. The lines are those of its {@code LiveRequest}:
 *
 * <pre>
 * look 1795000000 1000000000 2
 * row 1200 30 measured 4711 Safari com.apple.WebKit tcp 10.0.0.2:50123 192.0.2.7:443     parted by tabs
 * more 52 1000 200
 * </pre>
 */
public final class LiveAnswer {
    /** Stands for the rows that the service has left off. */
    private static final RateKey LEAST = new RateKey("(others)", "too many to be listed");

    private static final int MORE_FIELDS = 4;
    private static final int ROW_FIELDS = 7;
    private static final int CONNECTION_FIELDS = 10;
    private static final long SECOND_NANOS = 1_000_000_000;

    private LiveAnswer() {}

    /**
     * Reads an answer.
     *
     * @return null where the service has not looked since it was first asked
     * @throws IllegalArgumentException if it is none, such as that of a service which does not know the request
     */
    public static Update.@Nullable SocketReadUpdate parse(String answer) {
        List<String> lines = answer.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("look ")) {
            throw new IllegalArgumentException(answer);
        }
        String[] look = lines.get(0).split(" ", -1);
        if (look.length != 4) {
            return null;
        }
        List<Update.Moved> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("row\t")) {
                rows.add(row(line.split("\t", -1)));
            } else if (line.startsWith("more ")) {
                rows.add(more(line.split(" ", -1)));
            }
        }
        long span = Math.max(1, Math.round((double) Long.parseLong(look[2]) / SECOND_NANOS));
        return new Update.SocketReadUpdate(Long.parseLong(look[1]), span, rows);
    }

    private static Update.Moved more(String... fields) {
        if (fields.length < MORE_FIELDS) {
            throw new IllegalArgumentException(String.join(" ", fields));
        }
        Traffic traffic = new Traffic(Long.parseLong(fields[2]), Long.parseLong(fields[3]));
        return new Update.Moved(LEAST, traffic, false);
    }

    private static Update.Moved row(String... fields) {
        if (fields.length < ROW_FIELDS) {
            throw new IllegalArgumentException(String.join(" ", fields));
        }
        Traffic traffic = new Traffic(Long.parseLong(fields[1]), Long.parseLong(fields[2]));
        String process = fields[4].equals("0") ? fields[6] : fields[4] + " " + fields[6];
        // The far end tells most, and stands first where there is little room.
        boolean isConnection = fields.length >= CONNECTION_FIELDS && !fields[7].isEmpty();
        String detail = isConnection ? fields[9] + " " + fields[7] + " " + fields[8] + " " + process : process;
        return new Update.Moved(new RateKey(fields[5], detail), traffic, fields[3].equals("estimated"));
    }
}
