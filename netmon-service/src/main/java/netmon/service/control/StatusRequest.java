package netmon.service.control;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import netmon.model.PlainText;
import netmon.model.Socket;
import netmon.model.Version;
import netmon.protocol.Request;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;
import netmon.scan.CounterSource;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource.OwnerTally;
import netmon.service.load.LoadMeter;
import org.jspecify.annotations.Nullable;

/**
 * The state of the running service, for {@code netmon status}.
 *
 * @param sockets null if applications are not tracked
 * @param pending how long rows may wait before they are written
 */
public record StatusRequest(
        CounterSource interfaces, @Nullable SocketScanner sockets, LoadMeter load, Duration pending, Watches watches)
        implements RequestRouter.Handler<Request.GetStatus, StatusReply> {
    /**
     * Reports of other parts of the service. Each is null, or an empty text, if there is nothing to report.
     *
     * @param unread the programs with lines that were not understood
     * @param file the last change of the database's file
     * @param zone the last change of the time zone
     * @param unmeasured since when nothing can be measured
     */
    public record Watches(
            Supplier<String> unread,
            Supplier<StatusReply.@Nullable Unwritten> unwritten,
            Supplier<StatusReply.@Nullable StatusChange> file,
            Supplier<StatusReply.@Nullable StatusChange> zone,
            Supplier<StatusReply.@Nullable StatusChange> unmeasured) {}

    @Override
    public StatusReply answer(Request.GetStatus request) {
        return new StatusReply(
                Version.number(),
                System.getProperty("user.name", ""),
                pending.toSeconds(),
                interfaces.name(),
                load.report(),
                sockets == null ? null : status(sockets),
                watches.unread.get(),
                watches.unwritten.get(),
                watches.file.get(),
                watches.zone.get(),
                watches.unmeasured.get());
    }

    private static SocketsStatus status(SocketScanner scanner) {
        List<Socket> open = scanner.table().sockets().stream()
                .filter(each -> !each.listening() && !each.closed())
                .toList();
        String trouble = scanner.trouble();
        OwnerTally tally = scanner.tally();
        return new SocketsStatus(
                scanner.name(),
                PlainText.of(scanner.passedOver()),
                scanner.proof(),
                PlainText.of(scanner.doubt()),
                trouble == null ? "" : PlainText.of(trouble),
                scanner.measuresBytes(),
                open.size(),
                open.stream().filter(each -> each.owners().isEmpty()).count(),
                tally == null ? null : (long) tally.others(),
                tally == null ? null : tally.overruns(),
                scanner.confinement());
    }
}
