package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import netmon.model.Check;
import netmon.service.doctor.Doctor;
import netmon.service.doctor.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoctorRequestTest {
    private final CompletableFuture<Void> mayEnd = new CompletableFuture<>();
    private final AtomicInteger examinations = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private int sockets = 3;
    private final DoctorRequest request = new DoctorRequest(this::examine, () -> sockets, now::get);

    private Doctor.DoctorFindings examine() {
        int number = examinations.incrementAndGet();
        mayEnd.join();
        List<RunningService> running = List.of(new RunningService(7, "/a.jar", "/netmon.db"));
        return new Doctor.DoctorFindings(
                List.of(Check.ok("examination", String.valueOf(number))), running, Path.of("/netmon.db"));
    }

    @Test
    void whoAsksMeanwhileSharesTheExamination() throws Exception {
        CompletableFuture<String> first = request.begin("/a.jar");
        CompletableFuture<String> second = request.begin("/a.jar");
        assertFalse(first.isDone() || second.isDone());
        mayEnd.complete(null);

        assertEquals("ok\texamination\t1\t\nok\tinstallations\tone, /a.jar\t", first.get());
        assertEquals(first.get(), second.get());
    }

    @Test
    void eachIsToldOfTheInstallationThatHeAsksFrom() throws Exception {
        mayEnd.complete(null);

        assertTrue(request.begin("/a.jar").get().contains("\nok\tinstallations"));
        assertTrue(request.begin("/b.jar").get().contains("\nwarn\tinstallations\tprocess 7 runs /a.jar"));
        assertEquals(1, examinations.get());
    }

    @Test
    void aSecondLaterEverythingIsLookedAtAnew() throws Exception {
        mayEnd.complete(null);
        request.begin("/a.jar").get();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertTrue(request.begin("/a.jar").get().startsWith("ok\texamination\t1"));
        now.incrementAndGet();
        assertTrue(request.begin("/a.jar").get().startsWith("ok\texamination\t2"));
    }

    @Test
    void whatFailsIsTriedAgain() throws Exception {
        mayEnd.completeExceptionally(new IllegalStateException("no idea"));
        assertThrows(ExecutionException.class, () -> request.begin("/a.jar").get());
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThrows(ExecutionException.class, () -> request.begin("/a.jar").get());
        assertEquals(2, examinations.get());
    }

    @Test
    void soManySocketsAsFillTheHeapAreNotLookedAtTwice() {
        sockets = 50_000;
        assertThrows(IllegalArgumentException.class, () -> request.begin("/a.jar"));
        assertEquals(0, examinations.get());
    }

    @Test
    void whoAsksMustBeSaid() {
        assertThrows(IllegalArgumentException.class, () -> request.begin(""));
    }
}
