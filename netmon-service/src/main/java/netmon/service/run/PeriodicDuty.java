package netmon.service.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import netmon.service.log.FailureLog;

/**
 * Work that the service does between ticks, at most once a period. A failure is logged under its name and costs no
 * other duty.
 */
final class PeriodicDuty {
    /** The period of a duty that is due after each tick. */
    static final Duration EACH_TICK = Duration.ZERO;

    /** The least wait after a failure, because an access to a locked database blocks for two seconds. */
    private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final FailureLog failures;
    private final long periodNanos;
    private final TimedAction action;
    private long dueIn;
    private long doneAt;

    /** The work of a duty, at an epoch second. */
    @FunctionalInterface
    interface TimedAction {
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
        dueIn = failures.attempt(() -> action.run(now)) ? periodNanos : Math.max(periodNanos, REST_NANOS);
    }

    /** Makes the work due at once. */
    void hurry() {
        dueIn = 0;
    }
}
