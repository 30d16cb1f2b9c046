package netmon.service.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** Lets a signal end the main thread's work early and in order: the process waits for {@link #close}, up to a limit. */
public final class StopSignal implements AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000;

    private static volatile boolean started;

    private final Duration limit;
    private final boolean endsWithZero;
    private final Runnable stop;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean received;
    private volatile boolean hasWork;

    /**
     * @param limit how long the process waits
     * @param endsWithZero true if the process exits with status 0 after a signal, and not with 128 + its number
     * @param stop ends the work; it runs in another thread
     */
    public StopSignal(Duration limit, boolean endsWithZero, Runnable stop) {
        this.limit = limit;
        this.endsWithZero = endsWithZero;
        this.stop = stop;
        Thread onShutdown = new Thread(this::onShutdown, "stop");
        try {
            Runtime.getRuntime().addShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            awaitEnd(); // a signal came just before, so that the process is ending
        }
        workStarts();
    }

    public boolean isReceived() {
        return received;
    }

    /**
     * Ends the process with status 0 at a signal that comes before the work starts: nothing is open yet. Called first,
     * because until then a signal ends the process as it ends each Java program: by the signal itself or, as soon as
     * Java handles it, with status 143. On a busy machine, in one of some hundred such moments, Java fails to start
     * instead and exits with 1 after "Error occurred during initialization of VM". Only the option -Xrs of Java
     * prevents that, and with it Java handles no signal at all.
     */
    public static void awaitWork() {
        // No lambda: the first one in a process takes longer than all that is done here.
        Thread early = new Thread("early stop") {
            @Override
            public void run() {
                if (!started) {
                    Runtime.getRuntime().halt(0);
                }
            }
        };
        try {
            Runtime.getRuntime().addShutdownHook(early);
        } catch (IllegalStateException e) {
            Runtime.getRuntime().halt(0); // the signal came before; an exception would end the process with status 1
        }
    }

    private static void awaitEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    /** From here on the exit status of the work counts, or a signal is handled by a {@link StopSignal}. */
    public static void workStarts() {
        started = true;
    }

    /** From here on a stop that takes too long loses something, so that it is a failure. */
    void workBegins() {
        hasWork = true;
    }

    /** Waits, at most until a signal comes. */
    void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (!received && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
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
        if (!inTime && hasWork) {
            // No constant: the log takes longer to load than a signal may have to wait for awaitWork.
            LoggerFactory.getLogger(StopSignal.class)
                    .error("the last rows could not be written in time; their bytes are booked at the next start");
        }
        if (endsWithZero) {
            Runtime.getRuntime().halt(inTime || !hasWork ? 0 : 1);
        }
    }
}
