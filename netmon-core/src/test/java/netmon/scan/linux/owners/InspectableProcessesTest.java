package netmon.scan.linux.owners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import netmon.scan.FakeClock;
import org.junit.jupiter.api.Test;

class InspectableProcessesTest {
    private final FakeClock clock = new FakeClock();
    private final Set<Integer> here = new HashSet<>();
    private final InspectableProcesses processes =
            new InspectableProcesses(new Descriptors(Path.of("/nowhere")), here::contains, clock);

    /** A login and a service start as root, and change to their user a moment later. */
    @Test
    void aRefusalOfAProcessThatHasJustStartedIsNotRemembered() {
        processes.refuse(10);
        assertFalse(processes.isRefused(10));
        clock.advance(Duration.ofSeconds(3));
        assertArrayEquals(new int[] {10}, processes.unmet(new int[] {10}));
        processes.refuse(10);
        assertTrue(processes.isRefused(10));
        assertArrayEquals(new int[] {}, processes.unmet(new int[] {10}));
    }

    /** {@code ip netns exec} starts a program in one namespace, and moves it to another. */
    @Test
    void aNamespaceOfAProcessThatHasJustStartedIsNotRemembered() {
        assertFalse(processes.isHere(10));
        here.add(10);
        assertTrue(processes.isHere(10));
        clock.advance(Duration.ofSeconds(3));
        assertTrue(processes.isHere(10));
        here.clear();
        assertTrue(processes.isHere(10), "is remembered now");
    }

    @Test
    void processesThatWereNeverTriedAreLastAndSoTheFirstToBeTried() {
        processes.refuse(10);
        processes.read(12);
        assertArrayEquals(new int[] {10, 11, 13}, processes.unmet(new int[] {10, 11, 12, 13}));
    }

    @Test
    void readableProcessesHaveTurns() {
        processes.read(10);
        processes.read(11);
        processes.read(10);
        assertEquals(List.of(11, 10), processes.readable());
        processes.gone(11);
        assertEquals(List.of(10), processes.readable());
    }

    /** Root can read the processes of all containers; they have no turn among those of this namespace. */
    @Test
    void readableProcessesOfOtherNamespacesHaveNoTurn() {
        here.add(11);
        processes.read(10);
        processes.read(11);
        processes.isHere(10);
        clock.advance(Duration.ofSeconds(3));
        processes.isHere(10);
        processes.read(10);
        assertEquals(List.of(11), processes.readable());
    }

    @Test
    void pidsOfOtherProcessesByNowAreAskedAgain() {
        processes.isHere(10);
        clock.advance(Duration.ofSeconds(3));
        processes.isHere(10);
        here.add(10);
        assertFalse(processes.isHere(10));
        processes.forgetAnswers();
        assertTrue(processes.isHere(10));
    }
}
