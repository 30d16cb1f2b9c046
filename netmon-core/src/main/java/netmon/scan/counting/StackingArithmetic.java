package netmon.scan.counting;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an interface carries bytes of its own where nothing else shows it: what is stacked on others (a VPN,
 * a PPPoE session) cannot move more than these carriers do. One that was seen to move more is independent of them, such
 * as a modem, and stays so. Not thread-safe.
 */
public final class StackingArithmetic {
    /** Two counters of one reading are not read at the same moment; so much may pass in between. A guess. */
    private static final long SKEW_BYTES = 16 * 1024;

    /** Offloads make a carrier count fewer headers: the carriers' bytes are taken as one part in 8 more. A guess. */
    private static final int HEADER_SHIFT = 3;

    /** Below it an interface's counters since its start prove nothing; so much agreement disproves a first guess. */
    private static final long LEAST_EVIDENCE = 64 * 1024;

    private static final long MOST = 1L << 58;

    /**
     * The bytes of an interface: since its start, or in a span.
     *
     * @param received bytes, from 0 to 2^58
     * @param sent bytes, from 0 to 2^58
     */
    public record ByteTotals(long received, long sent) {
        private static final ByteTotals NONE = new ByteTotals(0, 0);

        /** The counters as the system reports them, unsigned. */
        public static ByteTotals of(long received, long sent) {
            return new ByteTotals(bounded(received), bounded(sent));
        }

        private ByteTotals plus(ByteTotals other) {
            return of(received + other.received, sent + other.sent);
        }

        /** A counter that went back moved an unknown number of bytes: none here. */
        private ByteTotals since(@Nullable ByteTotals before) {
            return before == null
                    ? this
                    : new ByteTotals(Math.max(0, received - before.received), Math.max(0, sent - before.sent));
        }

        private ByteTotals withHeaders() {
            return of(received + (received >> HEADER_SHIFT), sent + (sent >> HEADER_SHIFT));
        }

        private long sum() {
            return received + sent;
        }

        private static long bounded(long bytes) {
            return bytes < 0 || bytes > MOST ? MOST : bytes;
        }
    }

    /**
     * An interface that may be stacked.
     *
     * @param carriers the interfaces that may carry its bytes; without any it is independent
     * @param guess whether it is taken for independent until it has moved enough
     */
    public record Suspect(Set<String> carriers, boolean guess) {}

    private static final class Evidence {
        private boolean independent;
        private boolean proven;
        private long receivedExcess;
        private long sentExcess;
        private long agreed;

        Evidence(ByteTotals own, ByteTotals carriers, boolean guess) {
            boolean enough = own.sum() >= LEAST_EVIDENCE;
            independent = enough ? exceeds(own, carriers) : guess;
        }

        void add(ByteTotals own, ByteTotals carriers) {
            ByteTotals room = carriers.withHeaders();
            receivedExcess = ByteTotals.bounded(Math.max(0, receivedExcess + own.received() - room.received()));
            sentExcess = ByteTotals.bounded(Math.max(0, sentExcess + own.sent() - room.sent()));
            if (receivedExcess > SKEW_BYTES || sentExcess > SKEW_BYTES) {
                independent = true;
                proven = true;
            }
            boolean agrees = own.received() <= carriers.received() && own.sent() <= carriers.sent();
            agreed = agrees ? ByteTotals.bounded(agreed + own.sum()) : 0;
            if (!proven && agreed > LEAST_EVIDENCE) {
                independent = false;
            }
        }

        private static boolean exceeds(ByteTotals own, ByteTotals carriers) {
            ByteTotals room = carriers.withHeaders();
            return own.received() > room.received() + SKEW_BYTES || own.sent() > room.sent() + SKEW_BYTES;
        }
    }

    private final Map<String, Evidence> evidence = new HashMap<>();
    private Map<String, ByteTotals> last = Map.of();

    /**
     * The suspects that carry bytes of their own, as far as this reading and the earlier ones show.
     *
     * @param suspects by their key, which stays the same from reading to reading
     * @param now the counters of all interfaces, by the same keys
     */
    public Set<String> independent(Map<String, Suspect> suspects, Map<String, ByteTotals> now) {
        evidence.keySet().retainAll(suspects.keySet());
        Set<String> independent = new HashSet<>();
        suspects.forEach((key, suspect) -> {
            if (suspect.carriers().isEmpty() || judge(key, suspect, now)) {
                independent.add(key);
            }
        });
        last = now;
        return independent;
    }

    private boolean judge(String key, Suspect suspect, Map<String, ByteTotals> now) {
        Evidence known = evidence.get(key);
        ByteTotals own = now.get(key);
        if (own == null || !now.keySet().containsAll(suspect.carriers())) {
            return known != null && known.independent; // without one row there is no comparison
        }
        if (known == null) {
            known = new Evidence(own, sum(suspect.carriers(), now, Map.of()), suspect.guess());
            evidence.put(key, known);
        } else {
            known.add(own.since(last.get(key)), sum(suspect.carriers(), now, last));
        }
        return known.independent;
    }

    private static ByteTotals sum(Set<String> keys, Map<String, ByteTotals> now, Map<String, ByteTotals> before) {
        ByteTotals sum = ByteTotals.NONE;
        for (String key : keys) {
            sum = sum.plus(now.getOrDefault(key, ByteTotals.NONE).since(before.get(key)));
        }
        return sum;
    }
}
