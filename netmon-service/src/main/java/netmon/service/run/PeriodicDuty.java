package netmon.service.run;

import netmon.service.log.FailureLog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Work that the service does between ticks, at most once a period. A failure is logged under its name and costs no
 * other duty.
 */
final class PeriodicDuty {
    /** The period of a duty that is due after each tick. */
    static final Duration EACH_TICK = Duration.ZERO;

    /**
     * The least wait after a failure: an access to a database that another program has locked fails after two seconds
     * only.
     */
    private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final FailureLog failures;
    private final long periodNanos;
    private final TimedAction action;
    private long dueIn;
    private long doneAt;

    /** The work of a duty. */
    @FunctionalInterface
    interface TimedAction {
        /** Does the work at this second of the wall clock, since the epoch. */
        void run(long now) throws Exception;
    }

    PeriodicDuty(String name, Duration period, TimedAction action) {
        this.failures = new FailureLog(name);
        this.periodNanos = period.toNanos();
        this.action = action;
    }

    /**
     * Does the work if it is due.
     *
     * @param nanos the monotonic clock
     * @param now the wall clock, epoch seconds
     */
    void work(long nanos, long now) {
        if (dueIn > 0 && nanos - doneAt < dueIn) {
            return;
        }
        doneAt = nanos;
        boolean succeeded = failures.attempt(() -> action.run(now));
        dueIn = succeeded ? periodNanos : Math.max(periodNanos, REST_NANOS);
    }

    /** Makes the work due at once. */
    void hurry() {
        dueIn = 0;
    }
}
