package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import netmon.model.OwnerProcess;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets of an application and the processes that have them open. Sockets with most bytes come first; where
 * there are many, some are left out of the lists.
 *
 * <pre>
 * netmon/2 sockets sockets=12 processes=3
 * process pid=4711 started=1795000000000 path=/usr/bin/python3 script=/home/me/fetch.py
 * socket pid=4711 protocol=tcp local=192.168.1.5:52344 remote=1.2.3.4:443 received=1048576 sent=2048 seen=yes
 * </pre>
 *
 * <p>The counts include the sockets and processes that are left out.
 */
public record SocketsReply(List<OwnerProcess> processes, List<OpenSocket> sockets, long socketCount, long processCount)
        implements Reply {
    public static final SocketsReply NONE = new SocketsReply(List.of(), List.of(), 0, 0);

    private static final String WORD = "sockets";
    private static final String PROCESS = "process";
    private static final String SOCKET = "socket";

    /**
     * One socket.
     *
     * @param pid a process of the application that has it open; 0 if none is known
     * @param traffic bytes since it was opened; null if the source does not count them
     * @param seen whether the owner was seen with the socket open, not concluded
     */
    public record OpenSocket(
            long pid,
            String protocol,
            String local,
            String remote,
            @Nullable Traffic traffic,
            boolean seen) {}

    public SocketsReply {
        processes = List.copyOf(processes);
        sockets = List.copyOf(sockets);
    }

    @Override
    public String encode() {
        List<MessageLine> lines = new ArrayList<>();
        processes.forEach(each -> lines.add(line(each)));
        sockets.forEach(each -> lines.add(line(each)));
        return Message.format(
                new MessageLine(WORD).with("sockets", socketCount).with("processes", processCount), lines);
    }

    static SocketsReply parse(String text) throws MessageException {
        Message message = Message.parseReply(text, WORD);
        return new SocketsReply(
                message.items(PROCESS, SocketsReply::process),
                message.items(SOCKET, SocketsReply::socket),
                message.head().count("sockets"),
                message.head().count("processes"));
    }

    private static MessageLine line(OwnerProcess process) {
        return new MessageLine(PROCESS)
                .with("pid", process.pid())
                .with("started", process.started())
                .with("path", process.path())
                .with("command", process.command())
                .with("script", process.script());
    }

    private static OwnerProcess process(MessageLine line) throws MessageException {
        return new OwnerProcess(
                line.count("pid"),
                line.count("started"),
                line.plainOrNull("path"),
                line.plainOrNull("command"),
                line.plainOrNull("script"));
    }

    private static MessageLine line(OpenSocket socket) {
        MessageLine line = new MessageLine(SOCKET)
                .with("pid", socket.pid)
                .with("protocol", socket.protocol)
                .with("local", socket.local)
                .with("remote", socket.remote)
                .with("seen", socket.seen);
        return socket.traffic == null ? line : line.with(socket.traffic);
    }

    private static OpenSocket socket(MessageLine line) throws MessageException {
        return new OpenSocket(
                line.count("pid"),
                line.plain("protocol"),
                line.plain("local"),
                line.plain("remote"),
                line.has("received") ? line.traffic() : null,
                line.flag("seen"));
    }
}
