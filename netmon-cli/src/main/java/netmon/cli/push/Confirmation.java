package netmon.cli.push;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Finds out during a long run how far the engine has surely stored the history: an engine that accepted a point, and
 * has answered without a break for half a minute since, has written it to its disk.
 */
final class Confirmation {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Accepted(long position, long nanos) {}

    private final Deque<Accepted> waiting = new ArrayDeque<>();
    private long safe = Long.MIN_VALUE;

    /** Notes that everything up to a moment was accepted. */
    void accepted(long position) {
        long now = System.nanoTime();
        waiting.add(new Accepted(position, now));
        while (now - waiting.element().nanos() >= NANOS) {
            safe = waiting.remove().position();
        }
    }

    /** The engine had trouble, and may have been killed: what it accepted lately is no longer sure. */
    void doubt() {
        waiting.clear();
    }

    /** The confirmed moment; very early if there is none. */
    long safe() {
        return safe;
    }
}
