package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.PlainText;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Processes;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.HandClock;
import netmon.service.sources.Sources;
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
    void anApplicationsSocketsAndProcessesAreTold() throws Exception {
        add(false, new Traffic(10, 1), CHROME);
        add(false, new Traffic(3000, 2), SECOND, SSH);
        add(false, null, CHROME);
        add(false, new Traffic(99, 99), SSH);

        assertEquals(
                """
                process 7 1000 /opt/google/chrome/chrome * *
                process 8 1000 /opt/google/chrome/chrome * *
                socket 8 tcp 10.0.0.2:5000 [2001:db8:0:0:0:0:0:7]:443 3000 2 seen
                socket 7 tcp 10.0.0.2:5000 [2001:db8:0:0:0:0:0:7]:443 10 1 seen
                socket 7 tcp 10.0.0.2:5000 [2001:db8:0:0:0:0:0:7]:443 * * seen
                total 3 2""",
                answer("CHROME")
                        .replace("\t\t", "\t*\t")
                        .replaceAll("\t(?=\t|\n)", "\t*")
                        .replace('\t', ' '));
    }

    @Test
    void thoseWithoutAnOwnerAreUnattributed() throws Exception {
        add(false, new Traffic(1, 1));
        add(false, new Traffic(2, 2), OwnerProcess.OTHER_USER);
        add(false, new Traffic(3, 3), SSH);

        assertTrue(answer("Unattributed").endsWith("\ntotal\t2\t1"), answer("Unattributed"));
    }

    @Test
    void listenersAreNoConnections() throws Exception {
        add(true, null, SSH);

        assertEquals("total\t0\t0", answer("ssh"));
    }

    @Test
    void manySocketsAreCountedAndTheFirstTold() throws Exception {
        for (int i = 0; i < 1000; i++) {
            add(false, new Traffic(i, 0), process(1000 + i, "/usr/bin/ssh"));
        }

        List<String> lines = answer("ssh").lines().toList();

        assertEquals(201, lines.size());
        assertTrue(lines.get(100).endsWith("\t999\t0\tseen"), lines.get(100));
        assertEquals("total\t1000\t1000", lines.get(200));
    }

    @Test
    void namesOfStrangersStayInTheirCells() throws Exception {
        String evil = "a\tb\nc\u001b[2J\u202e" + "x".repeat(4096);
        add(false, new Traffic(1, 1), new OwnerProcess(7, 1, "/bin/" + evil, evil, "/tmp/" + evil));

        String answer = answer(PlainText.of("x".repeat(10) + evil).substring(10, 265));

        assertEquals("total\t1\t1", answer.lines().reduce("", (one, other) -> other));
        answer.lines().forEach(line -> assertEquals(line.replace("\t", ""), PlainText.of(line.replace("\t", ""))));
        assertTrue(answer.length() < 5000, answer);
    }

    @Test
    void anApplicationMustBeNamed() {
        assertThrows(IllegalArgumentException.class, () -> answer(""));
    }

    private void add(boolean listening, @Nullable Traffic payload, OwnerProcess... owners) {
        sockets.add(new Socket(Protocol.TCP, OWN, FAR, 0, listening, false, List.of(owners), payload, null));
    }

    private static OwnerProcess process(long pid, String path) {
        return new OwnerProcess(pid, 1000, path, null, null);
    }

    private String answer(String app) throws Exception {
        SocketScanner scanner = new SocketScanner(List.of(new Listed()), new HandClock());
        scanner.read();
        return new SocketsRequest(new Sources(new HandClock(), new FakeInterfaces(), scanner, new Listed()))
                .answer(app);
    }

    /** Lists the test's sockets, whose processes need no asking. */
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
