package netmon.service.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import netmon.model.Check;
import netmon.service.doctor.Doctor;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Doctor doctor's} checks by the living service, whose rights and environment are those that count:
 * {@code doctor /home/me/netmon/bin/lib/netmon-service.jar}, the program of the installation that asks, is answered with
 * {@linkplain Check#line a check a line}. It takes a thread of its own, one at a time, and those who ask meanwhile or
 * at once thereafter are told the same: who asks all the time costs no more than a second examination beside a first.
 */
public final class DoctorRequest implements RequestRouter.SlowRequest {
    /** How long findings hold; nobody has mended anything in that time. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The trials keep as many sockets in memory as the service does; beyond so many both may not fit into its heap. */
    private static final int MOST_SOCKETS = 10_000;

    private final Supplier<Doctor.DoctorFindings> examination;
    private final IntSupplier openSockets;
    private final LongSupplier clock;
    private @Nullable CompletableFuture<Doctor.DoctorFindings> findings;
    private volatile long found;

    /**
     * @param examination takes its time, in another thread
     * @param openSockets how many the last look has seen
     * @param clock monotonic nanoseconds
     */
    public DoctorRequest(Supplier<Doctor.DoctorFindings> examination, IntSupplier openSockets, LongSupplier clock) {
        this.examination = examination;
        this.openSockets = openSockets;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<String> begin(String jar) {
        if (jar.isEmpty()) {
            throw new IllegalArgumentException("doctor takes the program that asks");
        }
        int open = openSockets.getAsInt();
        if (open > MOST_SOCKETS) {
            throw new IllegalArgumentException(
                    open + " sockets are too many to be looked at twice: ask another process");
        }
        CompletableFuture<Doctor.DoctorFindings> current = findings;
        if (current == null || (current.isDone() && clock.getAsLong() - found > FRESH_NANOS)) {
            current = new CompletableFuture<>();
            findings = current;
            examine(current);
        }
        return current.thenApply(
                each -> each.toldTo(jar).stream().map(Check::line).collect(Collectors.joining("\n")));
    }

    private void examine(CompletableFuture<Doctor.DoctorFindings> into) {
        Thread thread = new Thread(() -> into.completeAsync(this::examine, Runnable::run), "doctor");
        thread.setDaemon(true);
        thread.start();
    }

    private Doctor.DoctorFindings examine() {
        try {
            return examination.get();
        } finally {
            found = clock.getAsLong();
        }
    }
}
