package netmon.service.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import netmon.apps.AppNames;
import netmon.model.App;
import netmon.model.OwnerProcess;
import netmon.model.PlainText;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.Processes;
import netmon.scan.SocketScanner;
import netmon.service.sources.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that an application has open, and its processes, for {@code netmon explain}: the request
 * {@code sockets Google Chrome}. Cells are divided by tabs; times are epoch milliseconds, 0 where unknown; what is not known
 * is empty. The bytes are those since the socket was opened, those that moved most first.
 *
 * <pre>
 * process 4711 1795000000000 /usr/bin/python3 /home/me/fetch.py      pid, start, path, script, command
 * socket 4711 tcp 192.168.1.5:52344 1.2.3.4:443 1048576 2048 seen    pid, protocol, ends, received, sent; or concluded
 * total 12 3                                                         how many sockets and processes there are
 * </pre>
 *
 * {@code sockets Unattributed} are those whose owner is not known.
 */
public final class SocketsRequest implements RequestRouter.Handler {
    /** Rows of one kind: more than anybody reads. */
    private static final int MOST_ROWS = 100;

    /** Chars of a path or name; the longest path that a system takes is four times that. */
    private static final int MOST_CHARS = 1024;

    private final @Nullable SocketScanner sockets;
    private final Processes processes;

    public SocketsRequest(Sources sources) {
        this.sockets = sources.sockets();
        this.processes = sources.processes();
    }

    @Override
    public String answer(String arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("sockets takes an application");
        }
        return lines(new SocketSearch(arguments));
    }

    private String lines(SocketSearch search) {
        List<Socket> open = sockets == null ? List.of() : sockets.table().sockets();
        open.forEach(search::look);
        search.found.sort(Comparator.comparingLong(each -> -moved(each)));
        StringJoiner lines = new StringJoiner("\n");
        search.owners.values().stream().limit(MOST_ROWS).forEach(each -> lines.add(line(each)));
        search.found.stream().limit(MOST_ROWS).forEach(each -> lines.add(line(each, search)));
        return lines.add("total\t" + search.found.size() + "\t" + search.owners.size())
                .toString();
    }

    private static long moved(Socket socket) {
        Traffic payload = socket.payload();
        return payload == null ? 0 : payload.total();
    }

    private static String line(OwnerProcess process) {
        return "process\t" + process.pid() + '\t' + process.started() + '\t' + cell(process.path()) + '\t'
                + cell(process.script()) + '\t' + cell(process.command());
    }

    private static String line(Socket socket, SocketSearch search) {
        Traffic payload = socket.payload();
        return "socket\t" + search.pid(socket) + '\t'
                + socket.protocol().name().toLowerCase(Locale.ROOT) + '\t' + socket.local() + '\t' + socket.remote()
                + '\t' + (payload == null ? "\t" : payload.received() + "\t" + payload.sent()) + '\t'
                + (socket.inferred() ? "concluded" : "seen");
    }

    private static String cell(@Nullable String text) {
        String plain = text == null ? "" : PlainText.of(text);
        return plain.length() <= MOST_CHARS ? plain : PlainText.of(plain.substring(0, MOST_CHARS)) + '…';
    }

    /** One application's. A process is asked for once. */
    private final class SocketSearch {
        private final String name;
        private final Map<Long, OwnerProcess> asked = new HashMap<>();
        private final Map<Long, OwnerProcess> owners = new TreeMap<>();
        private final List<Socket> found = new ArrayList<>();

        SocketSearch(String name) {
            this.name = name;
        }

        void look(Socket socket) {
            if (socket.listening() || socket.closed()) {
                return;
            }
            List<OwnerProcess> its = socket.owners().stream()
                    .map(this::resolved)
                    .filter(this::isMeant)
                    .toList();
            boolean ownerless = socket.owners().isEmpty() && isName(App.UNATTRIBUTED);
            if (ownerless || !its.isEmpty()) {
                found.add(socket);
            }
            its.forEach(each -> owners.putIfAbsent(each.pid(), each));
        }

        /** The first of the application's processes that have it open; 0 where none is known. */
        long pid(Socket socket) {
            return socket.owners().stream()
                    .map(OwnerProcess::pid)
                    .filter(owners::containsKey)
                    .findFirst()
                    .orElse(0L);
        }

        private OwnerProcess resolved(OwnerProcess owner) {
            return owner.isResolved() || owner.equals(OwnerProcess.OTHER_USER)
                    ? owner
                    : asked.computeIfAbsent(owner.pid(), pid -> processes.of(pid, owner.command()));
        }

        private boolean isMeant(OwnerProcess process) {
            return isName(
                    process.equals(OwnerProcess.OTHER_USER)
                            ? App.UNATTRIBUTED
                            : AppNames.of(process).name());
        }

        /** As it is printed, since that is what people copy. */
        private boolean isName(String app) {
            return PlainText.of(app).equalsIgnoreCase(PlainText.of(name));
        }
    }
}
