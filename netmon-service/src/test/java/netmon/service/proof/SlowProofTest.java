package netmon.service.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import netmon.model.Calibration;
import netmon.model.SocketTable;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource;
import netmon.scan.SourceProof.UnansweredException;
import netmon.service.fakes.HandClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources and machines that are slow or hang while a source is proven. */
class SlowProofTest {
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final CountDownLatch end = new CountDownLatch(1);
    private final WaitingSource slow = new WaitingSource("slow");

    @AfterEach
    void release() {
        slow.gate.countDown();
        end.countDown();
    }

    @Test
    void aSourceThatHangsIsLeftAfterItsTime() {
        UnansweredException e =
                assertThrows(UnansweredException.class, () -> onIdleMachine().prove(slow));
        assertEquals("slow did not answer its proof within 200 ms", e.getMessage());
    }

    @Test
    void aSourceThatHasNotAnsweredIsNotReadAgain() {
        LoopbackProof proof = onIdleMachine();
        assertThrows(UnansweredException.class, () -> proof.prove(slow));
        UnansweredException e = assertThrows(UnansweredException.class, () -> proof.prove(slow));
        assertEquals("slow has not answered its last proof yet", e.getMessage());
        assertEquals(1, slow.reads.get());
    }

    @Test
    void aSourceThatAnswersLateIsProvenTheNextTime() throws Exception {
        LoopbackProof proof = onIdleMachine();
        assertThrows(UnansweredException.class, () -> proof.prove(slow));
        slow.gate.countDown();
        slow.thread.join();
        assertFalse(slow.listsLoopback, "the abandoned proof has left loopback listed");
        Calibration found = proof.prove(slow);
        assertNotNull(found);
        assertFalse(found.isUnknown());
        assertEquals(1, slow.most.get(), "two threads read the source at the same time");
    }

    @Test
    void aSlowSourceIsGivenMoreTimeWhileTheMachineIsBusy() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        LoopbackProof proof = new LoopbackProof(
                LIMIT,
                () -> {
                    if (asked.incrementAndGet() == 2) {
                        slow.gate.countDown();
                    }
                    return true;
                },
                ProofRun::new);
        assertNotNull(proof.prove(slow));
        assertTrue(asked.get() >= 2, "the gate opens with the second extension; a busy machine may need a third");
    }

    @Test
    void aSourceThatHangsOnABusyMachineIsLeftAsWell() {
        LoopbackProof proof = new LoopbackProof(LIMIT, () -> true, ProofRun::new);
        assertThrows(UnansweredException.class, () -> proof.prove(slow));
    }

    @Test
    void aMachineThatMovesNoBytesInTimeLeavesTheMeaningUnknown() throws Exception {
        WaitingSource quick = quick();
        Calibration found = onStuckMachine().prove(quick);
        assertNotNull(found);
        assertTrue(found.isUnknown());
        assertEquals("", found.objection(false));
        assertFalse(quick.listsLoopback);
        end.countDown();
        quick.thread.join();
        assertEquals(1, quick.reads.get(), "the abandoned proof read the source again");
    }

    @Test
    void aSourceIsUsedUnprovenOnAStuckMachineAndProvenSoon() throws Exception {
        HandClock clock = new HandClock();
        WaitingSource quick = quick();
        LoopbackProof stuck = onStuckMachine();
        LoopbackProof good = new LoopbackProof(Duration.ofSeconds(30), () -> true, ProofRun::new);
        SocketScanner scanner = new SocketScanner(
                List.of(quick), clock, source -> end.getCount() > 0 ? stuck.prove(source) : good.prove(source));
        scanner.read();
        String unknown = Calibration.unknown("").summary();
        assertEquals(unknown, scanner.proof());
        end.countDown();
        clock.pass(30_000);
        scanner.read();
        assertNotEquals(unknown, scanner.proof());
    }

    @Test
    void aSlowSourceThatTheScannerChangesToIsProvenOnceItAnswers() throws Exception {
        HandClock clock = new HandClock();
        WaitingSource first = quick();
        LoopbackProof proof = onIdleMachine();
        SocketScanner scanner =
                new SocketScanner(List.of(first, slow), clock, source -> source == first ? null : proof.prove(source));
        scanner.read();
        first.works = false;
        for (int i = 0; i < 3; i++) {
            assertThrows(ScanException.class, scanner::read);
        }
        assertEquals(1, slow.reads.get(), "the change of source asks for a proof");

        clock.pass(30_000);
        assertThrows(ScanException.class, scanner::read);
        assertEquals(1, slow.reads.get(), "nobody reads it beside the proof that hangs");

        slow.gate.countDown();
        slow.thread.join();
        clock.pass(30_000);
        scanner.read();
        assertEquals("slow", scanner.name());
        assertNotEquals(Calibration.unknown("").summary(), scanner.proof());
        assertEquals(1, slow.most.get(), "two threads read the source at the same time");
    }

    private static LoopbackProof onIdleMachine() {
        return new LoopbackProof(LIMIT, () -> false, ProofRun::new);
    }

    /** A machine on which no byte moves over loopback until the end of the test. */
    private LoopbackProof onStuckMachine() {
        return new LoopbackProof(LIMIT, () -> true, source -> new ProofRun(source) {
            @Override
            void move(String loopback) {
                await(end);
                super.move(loopback);
            }
        });
    }

    /** Waits as a call into the kernel does: an interrupt does not end it. */
    private static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                assertTrue(latch.getCount() >= 0);
            }
        }
    }

    private static WaitingSource quick() {
        WaitingSource quick = new WaitingSource("quick");
        quick.gate.countDown();
        return quick;
    }

    /** Waits in each read until its gate opens. */
    private static final class WaitingSource implements SocketSource {
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final String name;
        volatile Thread thread = Thread.currentThread();
        volatile boolean listsLoopback;
        volatile boolean works = true;

        WaitingSource(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void listLoopback(boolean listed) {
            listsLoopback = listed;
        }

        @Override
        public SocketTable read() throws ScanException {
            if (!works) {
                throw new ScanException(name + " does not work");
            }
            thread = Thread.currentThread();
            reads.incrementAndGet();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            SlowProofTest.await(gate);
            inside.decrementAndGet();
            return SocketTable.EMPTY;
        }
    }
}
