package netmon.service.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import netmon.apps.AppNames;
import netmon.model.App;
import netmon.model.OwnerProcess;
import netmon.model.PlainText;
import netmon.model.Socket;
import netmon.protocol.Request;
import netmon.protocol.SocketsReply;
import netmon.scan.Processes;
import netmon.scan.SocketScanner;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets of an application and its processes, for {@code netmon explain}. The application
 * {@code Unattributed} has the sockets without a known owner.
 *
 * @param sockets null if applications are not tracked
 */
public record SocketsRequest(@Nullable SocketScanner sockets, Processes processes)
        implements RequestRouter.Handler<Request.GetSockets, SocketsReply> {
    /** The limit for sockets, and for processes. */
    private static final int MAX_ROWS = 100;

    /** Longer names and paths, up to four times as many characters, are cut. */
    private static final int MAX_CHARS = 1024;

    @Override
    public SocketsReply answer(Request.GetSockets request) {
        SocketSearch search = new SocketSearch(request.app());
        List<Socket> open = sockets == null ? List.of() : sockets.table().sockets();
        open.forEach(search::add);
        search.found.sort(Comparator.comparingLong(each -> -moved(each)));
        Stream<OwnerProcess> owners = search.owners.values().stream().limit(MAX_ROWS);
        return new SocketsReply(
                owners.map(SocketsRequest::shortened).toList(),
                search.found.stream().limit(MAX_ROWS).map(search::open).toList(),
                search.found.size(),
                search.owners.size());
    }

    private static long moved(Socket socket) {
        return socket.payload() == null ? 0 : socket.payload().total();
    }

    private static OwnerProcess shortened(OwnerProcess process) {
        return new OwnerProcess(
                process.pid(),
                process.started(),
                shortened(process.path()),
                shortened(process.command()),
                shortened(process.script()));
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null ? null : PlainText.cut(text, MAX_CHARS);
    }

    /** Finds the sockets of one application. It asks the system once for each process. */
    private final class SocketSearch {
        private final String name;
        private final Map<Long, OwnerProcess> resolved = new HashMap<>();
        private final Map<Long, OwnerProcess> owners = new TreeMap<>();
        private final List<Socket> found = new ArrayList<>();

        SocketSearch(String name) {
            this.name = name;
        }

        void add(Socket socket) {
            if (socket.listening() || socket.closed()) {
                return;
            }
            List<OwnerProcess> its = socket.owners().stream()
                    .map(this::resolved)
                    .filter(this::isOfApp)
                    .toList();
            boolean ownerless = socket.owners().isEmpty() && isName(App.UNATTRIBUTED);
            if (ownerless || !its.isEmpty()) {
                found.add(socket);
            }
            its.forEach(each -> owners.putIfAbsent(each.pid(), each));
        }

        SocketsReply.OpenSocket open(Socket socket) {
            return new SocketsReply.OpenSocket(
                    pid(socket),
                    socket.protocol().name().toLowerCase(Locale.ROOT),
                    socket.local().toString(),
                    socket.remote().toString(),
                    socket.payload(),
                    !socket.inferred());
        }

        /** The first of the application's processes that have the socket open; 0 if none is known. */
        private long pid(Socket socket) {
            return socket.owners().stream()
                    .map(OwnerProcess::pid)
                    .filter(owners::containsKey)
                    .findFirst()
                    .orElse(0L);
        }

        private OwnerProcess resolved(OwnerProcess owner) {
            return owner.isResolved() || owner.equals(OwnerProcess.OTHER_USER)
                    ? owner
                    : resolved.computeIfAbsent(owner.pid(), pid -> processes.of(pid, owner.command()));
        }

        private boolean isOfApp(OwnerProcess process) {
            return isName(
                    process.equals(OwnerProcess.OTHER_USER)
                            ? App.UNATTRIBUTED
                            : AppNames.of(process).name());
        }

        /** Compares names as they are printed, because people copy those. */
        private boolean isName(String app) {
            return PlainText.of(app).equalsIgnoreCase(PlainText.of(name));
        }
    }
}
