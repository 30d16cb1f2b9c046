package netmon.service.run;


import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a signal end the main thread's work early and in order: the process waits for {@link #close}, up to a limit. */
public final class StopSignal implements AutoCloseable {
    private final Duration limit;
    private final boolean endsWithZero;
    private final Runnable stop;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean received;

    /**
     * @param limit how long the process waits
     * @param endsWithZero true if the process should exit with status 0. A JVM that a signal ends exits with 128 + the
     *     number of the signal unless it is halted first.
     * @param stop ends the work; it runs in another thread
     */
    public StopSignal(Duration limit, boolean endsWithZero, Runnable stop) {
        this.limit = limit;
        this.endsWithZero = endsWithZero;
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "stop"));
    }

    public boolean isReceived() {
        return received;
    }

    /** Says that the work has ended. If it did so by itself, its own exit status stands. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void onShutdown() {
        if (closed.getCount() == 0) {
            return;
        }
        received = true;
        stop.run();
        boolean inTime = isClosedInTime();
        if (endsWithZero) {
            Runtime.getRuntime().halt(inTime ? 0 : 1);
        }
    }

    private boolean isClosedInTime() {
        try {
            return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
