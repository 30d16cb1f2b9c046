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
     * @param endsWithZero true if the process exits with status 0 after a signal, and not with 128 + its number
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

    /** Ends the wait of the process. Before a signal, the exit status of the work is kept. */
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
        boolean inTime = false;
        try {
            inTime = closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (endsWithZero) {
            Runtime.getRuntime().halt(inTime ? 0 : 1);
        }
    }
}
