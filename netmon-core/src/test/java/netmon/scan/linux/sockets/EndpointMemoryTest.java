package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.scan.FakeClock;
import netmon.scan.linux.FakeProc;
import netmon.scan.linux.owners.SocketOwners;
import netmon.scan.linux.processes.LinuxProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointMemoryTest {
    private static final Endpoint SERVER = new Endpoint(Address.parse("192.0.2.1"), 443);

    @TempDir
    private Path root;

    private FakeProc proc = new FakeProc(Path.of("/nowhere-yet"));
    private LinuxProcesses processes = new LinuxProcesses(Path.of("/nowhere-yet"));
    private EndpointMemory memory = new EndpointMemory(new SocketOwners(processes, new FakeClock()));

    @BeforeEach
    void prepare() {
        proc = new FakeProc(root).process(5, "bash");
        processes = new LinuxProcesses(root);
        memory = new EndpointMemory(new SocketOwners(processes, new FakeClock()));
    }

    @Test
    void aProcessThatLivesMayHaveTalkedToItsEndpointAgain() {
        use(5, 10, "curl", 1);
        assertEquals(List.of("curl"), candidates(200));
    }

    @Test
    void aProcessThatEndedSinceTheLastPollMayHaveTalkedToItsEndpoint() {
        use(5, 10, "curl", 1);
        assertEquals(List.of("curl"), candidates(7), "lives");
        proc.gone(10);
        assertEquals(List.of("curl"), candidates(8));
    }

    /** {@code wget} ended 20 s before three {@code curl}s to the same server. */
    @Test
    void theDeadAreNotCharged() {
        use(5, 10, "wget", 1);
        proc.gone(10);
        assertEquals(List.of(), candidates(21));
    }

    /** On an idle machine the polls are seconds apart, so the last one may have met it alive. */
    @Test
    void theDeadAreNotChargedAfterAPauseOfThePolls() {
        memory.polled(1_000_000_000L);
        use(5, 10, "wget", 1);
        proc.gone(10);
        memory.polled(6_000_000_000L);
        assertEquals(List.of(), candidates(2));
    }

    @Test
    void aProcessWithTheNumberOfADeadOneIsNotCharged() {
        use(5, 10, "wget", 1);
        proc.gone(10).child(5, 11, "other");
        proc.link(proc.file("10"), "11");
        assertEquals(List.of(), candidates(21));
    }

    @Test
    void aProgramThatALivingParentStartsAgainAndAgainIsAnOwner() {
        use(5, 10, "curl", 1);
        proc.gone(10);
        use(5, 11, "curl", 4);
        proc.gone(11);
        // twice the pause of three polls
        assertEquals(List.of("curl"), candidates(10));
        assertEquals(List.of(), candidates(11));
    }

    @Test
    void aProgramWithADeadParentIsNotStartedAgain() {
        use(5, 10, "curl", 1);
        use(5, 11, "curl", 4);
        proc.gone(10).gone(11).gone(5);
        assertEquals(List.of(), candidates(8));
    }

    @Test
    void aProgramThatTwoParentsStartedOnceIsNotStartedAgainAndAgain() {
        proc.process(6, "zsh");
        use(5, 10, "curl", 1);
        use(6, 11, "curl", 4);
        proc.gone(10).gone(11);
        assertEquals(List.of(), candidates(8));
    }

    private void use(int parent, int pid, String program, int poll) {
        proc.child(parent, pid, program);
        memory.remember(SERVER, List.of(processes.of(pid, null)), poll);
    }

    private List<String> candidates(int poll) {
        return memory.candidates(SERVER, poll).stream()
                .map(OwnerProcess::command)
                .map(String::valueOf)
                .toList();
    }
}
