package netmon.service.log;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one part of the service so that its failure costs that part only, and logs when it starts to fail and when it
 * works again. A part that fails on and off is logged ever more rarely.
 */
public final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    /** Lines that may follow one another without a pause: a first failure and its end. */
    private static final int FREE_LINES = 2;

    /** The pause after further lines; each of them doubles it. The length is a guess. */
    private static final long FIRST_PAUSE = TimeUnit.MINUTES.toNanos(1);

    private static final long LONGEST_PAUSE = TimeUnit.HOURS.toNanos(1);

    private final String part;
    private final LongSupplier nanos;
    private boolean failing;
    private String reason = "";
    private boolean loggedAsFailing;
    private int lines;
    private long pause;
    private long loggedAt;
    private long changedAt;

    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }

    /** @param part the name of the part in the log, such as {@code heartbeat} */
    public FailureLog(String part) {
        this(part, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    FailureLog(String part, LongSupplier nanos) {
        this.part = part;
        this.nanos = nanos;
        changedAt = nanos.getAsLong();
    }

    /** Does the work; false if it fails. */
    public boolean attempt(Attempt work) {
        Object done = call(() -> {
            work.run();
            return true;
        });
        return done != null;
    }

    /** The value of a call; null if the call fails. */
    public <T> @Nullable T call(Callable<T> work) {
        T value;
        try {
            value = work.call();
        } catch (Throwable e) {
            Survivable.require(e);
            failed(e);
            return null;
        }
        succeeded();
        return value;
    }

    /** Notes a failure. An undeclared exception is a defect of netmon and is logged with its stack trace. */
    public void failed(Throwable e) {
        reason = e instanceof Exception && e.getMessage() != null ? e.getMessage() : e.toString();
        change(true);
        if (!shouldLog()) {
            return;
        }
        if (e instanceof RuntimeException) {
            LOG.error("trouble with the {}, caused by a defect of netmon", part, e);
        } else {
            LOG.warn("trouble with the {}: {}", part, reason);
        }
    }

    public void succeeded() {
        change(false);
        if (shouldLog()) {
            LOG.info("the {} can be used again", part);
        }
    }

    public boolean isFailing() {
        return failing;
    }

    /** The reason of the last failure. */
    public String reason() {
        return reason;
    }

    /** After an hour without a change the pause starts anew. */
    private void change(boolean failsNow) {
        if (failing != failsNow) {
            failing = failsNow;
            long now = nanos.getAsLong();
            if (now - changedAt > LONGEST_PAUSE) {
                lines = 0;
                pause = 0;
            }
            changedAt = now;
        }
    }

    /** True if the current state should be logged; marks it as logged. */
    private boolean shouldLog() {
        long now = nanos.getAsLong();
        if (loggedAsFailing == failing || (lines > 0 && now - loggedAt < pause)) {
            return false;
        }
        loggedAsFailing = failing;
        loggedAt = now;
        lines++;
        if (lines >= FREE_LINES) {
            pause = Math.min(Math.max(FIRST_PAUSE, 2 * pause), LONGEST_PAUSE);
        }
        return true;
    }
}
