package netmon.service.control;

import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoctorRequestTest {
    private final CompletableFuture<Void> mayEnd = new CompletableFuture<>();
    private final AtomicInteger examinations = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private int sockets = 3;
    private final DoctorRequest request = new DoctorRequest(this::examine, () -> sockets, now::get);

    private Function<String, List<Check>> examine() {
        int number = examinations.incrementAndGet();
        mayEnd.join();
        return program -> List.of(Check.ok("examination", String.valueOf(number)), Check.ok("program", program));
    }

    private CompletableFuture<List<Check>> ask(String program) {
        return request.start(new Request.GetChecks(program)).thenApply(ChecksReply::checks);
    }

    @Test
    void requestsDuringAnExaminationShareIt() throws Exception {
        CompletableFuture<List<Check>> first = ask("/a.jar");
        CompletableFuture<List<Check>> second = ask("/a.jar");
        assertFalse(first.isDone() || second.isDone());
        mayEnd.complete(null);

        assertEquals(List.of(Check.ok("examination", "1"), Check.ok("program", "/a.jar")), first.get());
        assertEquals(first.get(), second.get());
    }

    @Test
    void eachReplyIsForTheInstallationThatAsks() throws Exception {
        mayEnd.complete(null);

        assertEquals(Check.ok("program", "/a.jar"), ask("/a.jar").get().get(1));
        assertEquals(Check.ok("program", "/b.jar"), ask("/b.jar").get().get(1));
        assertEquals(1, examinations.get());
    }

    @Test
    void afterASecondANewExaminationStarts() throws Exception {
        mayEnd.complete(null);
        ask("/a.jar").get();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertEquals("1", ask("/a.jar").get().get(0).seen());
        now.incrementAndGet();
        assertEquals("2", ask("/a.jar").get().get(0).seen());
    }

    @Test
    void aFailedExaminationIsRepeated() throws Exception {
        mayEnd.completeExceptionally(new IllegalStateException("no idea"));
        assertThrows(ExecutionException.class, () -> ask("/a.jar").get());
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThrows(ExecutionException.class, () -> ask("/a.jar").get());
        assertEquals(2, examinations.get());
    }

    @Test
    void soManySocketsAsFillTheHeapAreNotReadTwice() {
        sockets = 50_000;
        assertThrows(IllegalArgumentException.class, () -> ask("/a.jar"));
        assertEquals(0, examinations.get());
    }
}
