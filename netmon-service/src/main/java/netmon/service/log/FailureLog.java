package netmon.service.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one part of the service fails, told when that changes and not every second. A part that fails again and again
 * is told ever more seldom: the log then says how it was at that moment.
 */
public final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    /** Lines in a row that may follow one another at once: a first failure and its end. */
    private static final int FREE_LINES = 2;

    /** The silence after further ones, doubled by each; a guess at what a person can bear to read. */
    private static final long FIRST_SILENCE = TimeUnit.MINUTES.toNanos(1);

    private static final long LONGEST_SILENCE = TimeUnit.HOURS.toNanos(1);

    private final String what;
    private final LongSupplier nanos;
    private boolean failing;
    private boolean said;
    private int lines;
    private long silence;
    private long saidAt;
    private long changedAt;

    public FailureLog(String what) {
        this(what, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    FailureLog(String what, LongSupplier nanos) {
        this.what = what;
        this.nanos = nanos;
        changedAt = nanos.getAsLong();
    }

    /** It failed. An exception that nobody declared is a defect, and is shown with the place that it comes from. */
    public void because(Exception e) {
        change(true);
        if (!isDue()) {
            return;
        }
        if (e instanceof RuntimeException) {
            LOG.error("trouble with the {}, by a defect of netmon", what, e);
        } else {
            LOG.warn("trouble with the {}: {}", what, e.getMessage());
        }
    }

    /** It works; true if it did not before. */
    public boolean over() {
        boolean ends = failing;
        change(false);
        if (isDue()) {
            LOG.info("the {} can be used again", what);
        }
        return ends;
    }

    public boolean isFailing() {
        return failing;
    }

    /** What has been as it is for long is over with: the next change is told at once. */
    private void change(boolean failsNow) {
        if (failing != failsNow) {
            failing = failsNow;
            long now = nanos.getAsLong();
            if (now - changedAt > LONGEST_SILENCE) {
                lines = 0;
                silence = 0;
            }
            changedAt = now;
        }
    }

    /** Whether how it is now is to be said, which is then taken for said. */
    private boolean isDue() {
        if (said == failing) {
            return false;
        }
        long now = nanos.getAsLong();
        if (lines > 0 && now - saidAt < silence) {
            return false;
        }
        said = failing;
        saidAt = now;
        lines++;
        if (lines >= FREE_LINES) {
            silence = Math.min(Math.max(FIRST_SILENCE, 2 * silence), LONGEST_SILENCE);
        }
        return true;
    }
}
