package netmon.service.control;

import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.PlainText;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.protocol.Request;
import netmon.protocol.SocketsReply;
import netmon.scan.Processes;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource;
import netmon.service.fakes.HandClock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketsRequestTest {
    private static final Endpoint OWN = new Endpoint(Address.parse("10.0.0.2"), 5000);
    private static final Endpoint FAR = new Endpoint(Address.parse("2001:db8::7"), 443);
    private static final OwnerProcess CHROME = process(7, "/opt/google/chrome/chrome");
    private static final OwnerProcess SECOND = process(8, "/opt/google/chrome/chrome");
    private static final OwnerProcess SSH = process(9, "/usr/bin/ssh");

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void theReplyHasTheSocketsAndProcessesOfTheApplication() throws Exception {
        add(false, new Traffic(10, 1), CHROME);
        add(false, new Traffic(3000, 2), SECOND, SSH);
        add(false, null, CHROME);
        add(false, new Traffic(99, 99), SSH);

        assertEquals(
                new SocketsReply(
                        List.of(CHROME, SECOND),
                        List.of(open(8, new Traffic(3000, 2)), open(7, new Traffic(10, 1)), open(7, null)),
                        3,
                        2),
                answer("CHROME"));
    }

    @Test
    void socketsWithoutAnOwnerAreUnattributed() throws Exception {
        add(false, new Traffic(1, 1));
        add(false, new Traffic(2, 2), OwnerProcess.OTHER_USER);
        add(false, new Traffic(3, 3), SSH);

        SocketsReply reply = answer("Unattributed");
        assertEquals(2, reply.socketCount());
        assertEquals(List.of(OwnerProcess.OTHER_USER), reply.processes());
    }

    @Test
    void listenersAreLeftOut() throws Exception {
        add(true, null, SSH);

        assertEquals(SocketsReply.NONE, answer("ssh"));
    }

    @Test
    void ofManySocketsThoseWithMostBytesAreInTheReply() throws Exception {
        for (int i = 0; i < 1000; i++) {
            add(false, new Traffic(i, 0), process(1000 + i, "/usr/bin/ssh"));
        }

        SocketsReply reply = answer("ssh");

        assertEquals(100, reply.processes().size());
        assertEquals(100, reply.sockets().size());
        assertEquals(new Traffic(999, 0), reply.sockets().get(0).traffic());
        assertEquals(1000, reply.socketCount());
        assertEquals(1000, reply.processCount());
    }

    @Test
    void longAndHostileNamesStayInTheirFields() throws Exception {
        String evil = "a\tb\nc\u001b[2J\u202e" + "x".repeat(4096);
        add(false, new Traffic(1, 1), new OwnerProcess(7, 1, "/bin/" + evil, evil, "/tmp/" + evil));

        SocketsReply reply = answer(PlainText.of("x".repeat(10) + evil).substring(10, 265));

        assertEquals(1, reply.socketCount());
        String text = reply.encode();
        assertEquals(3, text.lines().count(), text);
        assertTrue(text.length() < 5000, text);
    }

    private static SocketsReply.OpenSocket open(long pid, @Nullable Traffic traffic) {
        return new SocketsReply.OpenSocket(pid, "tcp", "10.0.0.2:5000", "[2001:db8:0:0:0:0:0:7]:443", traffic, true);
    }

    private void add(boolean listening, @Nullable Traffic payload, OwnerProcess... owners) {
        sockets.add(new Socket(Protocol.TCP, OWN, FAR, 0, listening, false, List.of(owners), payload, null));
    }

    private static OwnerProcess process(long pid, String path) {
        return new OwnerProcess(pid, 1000, path, null, null);
    }

    private SocketsReply answer(String app) throws Exception {
        SocketScanner scanner = new SocketScanner(List.of(new Listed()), new HandClock());
        scanner.read();
        return new SocketsRequest(scanner, new Listed()).answer(new Request.GetSockets(app));
    }

    /** Lists the sockets of the test. */
    private final class Listed implements SocketSource, Processes {
        @Override
        public String name() {
            return "listed";
        }

        @Override
        public SocketTable read() {
            return SocketTable.of(sockets);
        }

        @Override
        public OwnerProcess of(long pid, @Nullable String command) {
            return OwnerProcess.unresolved(pid, command);
        }

        @Override
        public long started(long pid) {
            return 0;
        }
    }
}
