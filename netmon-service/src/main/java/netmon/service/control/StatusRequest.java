package netmon.service.control;

import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import netmon.model.PlainText;
import netmon.model.Socket;
import netmon.model.Version;
import netmon.scan.OwnerTally;
import netmon.scan.SocketScanner;
import netmon.service.load.LoadMeter;
import netmon.service.sources.Sources;

/**
 * What only the living service knows, for {@code netmon status}: the request {@code status} is answered with a key and a value a
 * line.
 *
 * <pre>
 * version 0.1.0                      of the program that runs, which may be older than the one that asks
 * user alice                         whose rights it has
 * held 9                             seconds that rows may wait before they are written; missing where they do not
 * interfaces netstat                 what reads them
 * sockets nettop                     what reads them; missing where applications are not tracked
 * instead netstat: no such program   why not a better way; missing where it is the best
 * trouble sockets cannot be read     why no way works; missing where one does
 * measures yes                       whether bytes are counted per socket
 * open 210                           sockets of the last look, without listeners
 * ownerless 3                        those that nobody is known to own
 * others 2                           those of other users, which only root could name; missing where nobody tells
 * overruns 1                         looks for which the system lost what closed sockets moved; likewise
 * </pre>
 *
 * and between the interfaces and the sockets what {@link LoadMeter#tell} says of its cost, and what the watches that are
 * given besides say.
 */
public final class StatusRequest implements RequestRouter.Handler {
    private final Sources sources;
    private final LoadMeter effort;
    private final long heldSeconds;
    private final List<Consumer<StringJoiner>> more;

    /**
     * @param held how long rows may wait before they are written
     * @param more add their lines to those of the answer
     */
    public StatusRequest(Sources sources, LoadMeter effort, Duration held, List<Consumer<StringJoiner>> more) {
        this.sources = sources;
        this.effort = effort;
        this.heldSeconds = held.toSeconds();
        this.more = List.copyOf(more);
    }

    @Override
    public String answer(String arguments) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(line("version", Version.number()));
        lines.add(line("user", System.getProperty("user.name", "")));
        if (heldSeconds > 0) {
            lines.add(line("held", Long.toString(heldSeconds)));
        }
        lines.add(line("interfaces", sources.counters().name()));
        effort.tell(lines);
        more.forEach(each -> each.accept(lines));
        SocketScanner sockets = sources.sockets();
        if (sockets == null) {
            return lines.toString();
        }
        lines.add(line("sockets", sockets.name()));
        if (!sockets.passedOver().isEmpty()) {
            lines.add(line("instead", sockets.passedOver()));
        }
        String trouble = sockets.trouble();
        if (trouble != null) {
            lines.add(line("trouble", trouble));
        }
        lines.add(line("measures", sockets.measuresBytes() ? "yes" : "no"));
        List<Socket> open = sockets.table().sockets().stream()
                .filter(each -> !each.listening() && !each.closed())
                .toList();
        long ownerless = open.stream().filter(each -> each.owners().isEmpty()).count();
        lines.add(line("open", Integer.toString(open.size())));
        lines.add(line("ownerless", Long.toString(ownerless)));
        OwnerTally tally = sockets.tally();
        if (tally != null) {
            lines.add(line("others", Integer.toString(tally.others())));
            lines.add(line("overruns", Long.toString(tally.overruns())));
        }
        return lines.toString();
    }

    private static String line(String key, String value) {
        return key + " " + PlainText.of(value);
    }
}
