package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.scan.FakeClock;
import netmon.scan.FakeMachine;
import netmon.scan.ProgramOutput;
import netmon.scan.linux.FakeProc;
import netmon.scan.linux.owners.SocketOwners;
import netmon.scan.linux.processes.LinuxProcesses;
import netmon.scan.linux.processes.ProcessEvents;
import netmon.scan.linux.processes.ProcessEventsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointMemoryTest {
    private static final String NOBODY = "nobody";
    private static final int EXEC = 2;
    private static final int EXIT = 0x8000_0000;
    private static final Endpoint SERVER = new Endpoint(Address.parse("192.0.2.1"), 443);

    @TempDir
    private Path root;

    private final ProcessEnds ends = new ProcessEnds();
    private FakeProc proc = new FakeProc(Path.of("/nowhere-yet"));
    private LinuxProcesses processes = new LinuxProcesses(Path.of("/nowhere-yet"));
    private EndpointMemory memory = new EndpointMemory(new SocketOwners(processes, new FakeClock()), ends);

    @BeforeEach
    void prepare() {
        proc = new FakeProc(root).process(5, "bash");
        processes = new LinuxProcesses(root);
        memory = new EndpointMemory(new SocketOwners(processes, new FakeClock()), ends);
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

    /** Another program may talk to the same endpoint and was missed: one sighting is little evidence. */
    @Test
    void aSingleSightingLeavesAPartToNobody() {
        use(5, 10, "curl", 1);
        assertEquals(Map.of("curl", 15, NOBODY, 1), parts(1));
        use(5, 10, "curl", 2);
        assertEquals(List.of("curl"), candidates(2));
        assertTrue(memory.isDoubtful(SERVER, 2));
    }

    @Test
    void aProcessWhoseEndIsReportedIsChargedInThatSpanOnly() {
        listen(1);
        use(5, 10, "wget", 1);
        proc.gone(10);
        kernelSays(5, EXIT, 10, 5);
        assertEquals(List.of("wget"), candidates(5), "it ended since the last poll, however long it did nothing");
        kernelSays(6);
        assertEquals(List.of(), candidates(6), "one poll later nobody needs to guess");
    }

    @Test
    void aProcessThatExecutedAnotherProgramIsNotTheOldOne() {
        listen(1);
        use(5, 10, "wget", 1);
        kernelSays(2, EXEC, 10, 0);
        assertEquals(List.of("wget"), candidates(2));
        kernelSays(3);
        assertEquals(List.of(), candidates(3));
    }

    @Test
    void aParentThatStartedNothingSinceTheLastPollIsNoEvidence() {
        listen(1);
        use(5, 10, "curl", 1);
        proc.gone(10);
        use(5, 11, "curl", 4);
        proc.gone(11);
        kernelSays(6, EXIT, 11, 5);
        kernelSays(7);
        assertEquals(List.of(), candidates(7));
        kernelSays(8, EXIT, 12, 6);
        assertEquals(List.of(), candidates(8), "another parent's");
        kernelSays(9, EXIT, 13, 5);
        assertEquals(List.of("curl"), candidates(9));
    }

    private void listen(int poll) {
        kernelSays(poll, 0, 0, 0);
    }

    /** The events before this poll, each of three numbers: its kind, a process, and the parent of one that ended. */
    private void kernelSays(int poll, int... events) {
        ByteBuffer answer = ByteBuffer.allocate(1024).order(ByteOrder.nativeOrder());
        for (int i = 0; i < events.length; i += 3) {
            ProcessEventsTest.event(answer, events[i], events[i + 1], events[i + 2]);
        }
        ends.read(new FakeMachine().says(ProcessEvents.QUESTION, new ProgramOutput(answer.flip(), 0)), poll);
    }

    @Test
    void aProgramThatAloneWasSeenAgainAndAgainGetsAll() {
        for (int poll = 1; poll <= 8; poll++) {
            use(5, 10, "curl", poll);
        }
        assertEquals(Map.of("curl", 1), parts(8));
        assertFalse(memory.isDoubtful(SERVER, 8));
    }

    @Test
    void programsThatWereSeenAboutAsOftenGetEqualParts() {
        sightings(4, 7);
        assertEquals(Map.of("Alpha", 8, "Bravo", 8), parts(11));
    }

    @Test
    void aProgramThatWasSeenFarMoreOftenGetsMore() {
        sightings(2, 30);
        assertEquals(Map.of("Alpha", 2, "Bravo", 14), parts(32));
    }

    /** A connection that is remembered again when it closes is no second sighting. */
    @Test
    void aConnectionIsOneSighting() {
        use(5, 10, "curl", 1);
        memory.remember(SERVER, List.of(processes.of(10, null)), 2, false);
        assertEquals(Map.of("curl", 15, NOBODY, 1), parts(2));
    }

    /** It lives on with a connection that was opened long ago, and opens no others. */
    @Test
    void aProgramThatWasNotSeenForLongIsNoCandidateBesideOneThatWas() {
        use(5, 10, "Alpha", 1);
        for (int poll = 60; poll < 70; poll++) {
            use(5, 11, "Bravo", poll);
        }
        assertEquals(List.of("Bravo"), candidates(70));
    }

    @Test
    void theOlderSightingsCountLess() {
        for (int poll = 1; poll <= 200; poll++) {
            use(5, 10, "Alpha", poll);
        }
        for (int poll = 201; poll <= 230; poll++) {
            use(5, 11, "Bravo", poll);
        }
        assertTrue(parts(230).getOrDefault("Bravo", 0) >= 6, parts(230).toString());
    }

    private void sightings(int alpha, int bravo) {
        for (int i = 1; i <= alpha + bravo; i++) {
            use(5, i <= alpha ? 10 : 11, i <= alpha ? "Alpha" : "Bravo", i);
        }
    }

    private void use(int parent, int pid, String program, int poll) {
        proc.child(parent, pid, program);
        memory.remember(SERVER, List.of(processes.of(pid, null)), poll, true);
    }

    /** The programs, each once. */
    private List<String> candidates(int poll) {
        return parts(poll).keySet().stream()
                .filter(name -> !name.equals(NOBODY))
                .toList();
    }

    private Map<String, Integer> parts(int poll) {
        Map<String, Integer> parts = new TreeMap<>();
        memory.candidates(SERVER, poll).stream()
                .map(each -> each.equals(OwnerProcess.OTHER_USER) ? NOBODY : String.valueOf(each.command()))
                .forEach(name -> parts.merge(name, 1, Integer::sum));
        return parts;
    }
}
