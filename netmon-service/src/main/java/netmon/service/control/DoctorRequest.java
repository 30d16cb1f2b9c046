package netmon.service.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * The doctor's checks by the running service, because its rights and environment count. At most one examination runs at
 * a time, in a thread of its own. Requests that come meanwhile, or within a second after it, get the same findings.
 */
public final class DoctorRequest {
    /** How long findings stay valid. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** An examination reads all sockets a second time. The heap may be too small for twice as many sockets. */
    private static final int MAX_SOCKETS = 10_000;

    private final Supplier<Function<String, List<Check>>> examination;
    private final IntSupplier openSockets;
    private final LongSupplier clock;
    private @Nullable CompletableFuture<Function<String, List<Check>>> findings;
    private volatile long found;

    /**
     * @param examination runs in another thread; its result makes the checks for the program that asks
     * @param openSockets how many sockets the last read found
     * @param clock monotonic nanoseconds
     */
    public DoctorRequest(
            Supplier<Function<String, List<Check>>> examination, IntSupplier openSockets, LongSupplier clock) {
        this.examination = examination;
        this.openSockets = openSockets;
        this.clock = clock;
    }

    public CompletableFuture<ChecksReply> start(Request.GetChecks request) {
        int open = openSockets.getAsInt();
        if (open > MAX_SOCKETS) {
            throw new IllegalArgumentException(open + " sockets are too many to be read twice: ask another process");
        }
        CompletableFuture<Function<String, List<Check>>> current = findings;
        if (current == null || (current.isDone() && clock.getAsLong() - found > FRESH_NANOS)) {
            current = new CompletableFuture<>();
            examine(current); // fails where no thread can be created; the next request tries again
            findings = current;
        }
        return current.thenApply(checks -> new ChecksReply(checks.apply(request.program())));
    }

    private void examine(CompletableFuture<Function<String, List<Check>>> into) {
        Thread thread = new Thread(() -> into.completeAsync(this::examine, Runnable::run), "doctor");
        thread.setDaemon(true);
        thread.start();
    }

    private Function<String, List<Check>> examine() {
        try {
            return examination.get();
        } finally {
            found = clock.getAsLong();
        }
    }
}
