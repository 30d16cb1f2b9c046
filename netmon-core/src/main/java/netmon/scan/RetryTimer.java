package netmon.scan;

import java.time.Duration;

/** Says when broken sources are tried again: while one works, ever more seldom; while none works, soon. */
final class RetryTimer {
    /** Time before better sources are tried again, doubled at each failure: a hanging source is expensive. */
    private static final Duration BETTER = Duration.ofMinutes(5);

    private static final Duration BETTER_AT_MOST = Duration.ofHours(1);

    /** Time before all sources are tried again when none works, or when a proof had no result on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Clock clock;
    private long since;
    private Duration length = SOON;

    RetryTimer(Clock clock) {
        this.clock = clock;
    }

    /**
     * A source works.
     *
     * @param decided false if its proof, or that of a better one, had no result
     */
    void works(boolean decided) {
        restart(decided ? BETTER : SOON);
    }

    /** No better source works yet. */
    void nothingBetter() {
        Duration longer = length.multipliedBy(2);
        restart(longer.compareTo(BETTER_AT_MOST) < 0 ? longer : BETTER_AT_MOST);
    }

    void nothingWorks() {
        restart(SOON);
    }

    boolean isDue() {
        return clock.monotonicNanos() - since >= length.toNanos();
    }

    private void restart(Duration wait) {
        length = wait;
        since = clock.monotonicNanos();
    }
}
