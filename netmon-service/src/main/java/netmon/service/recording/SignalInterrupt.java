package netmon.service.recording;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has a signal end this thread's work early and in order: the process waits for {@link #close}, though not for ever. */
final class SignalInterrupt implements AutoCloseable {
    /** A source may take five seconds to fail, and to copy a recording of an hour takes some more. */
    private static final long LIMIT_SECONDS = 10;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "early end");
    private volatile boolean wanted;

    SignalInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isWanted() {
        return wanted;
    }

    @Override
    public void close() {
        over.countDown();
        if (!wanted) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // a signal came in this moment
        }
    }

    private void await() {
        wanted = true;
        LockSupport.unpark(worker);
        try {
            over.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
