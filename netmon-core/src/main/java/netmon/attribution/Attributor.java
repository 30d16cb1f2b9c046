package netmon.attribution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Direction;
import netmon.model.Traffic;

/**
 * Divides the counted interfaces' bytes among applications, each direction by itself. The results always add up to the
 * total; bytes that no application can claim are {@link App#UNATTRIBUTED}.
 *
 * <p>Measured bytes of the present poll are booked first, then their headers, then measured bytes of earlier polls, and
 * then guesses, each only up to the bytes that are left. Only where the source counts no bytes at all, connection
 * counts are the weights.
 */
public final class Attributor {
    /** The part of the late bytes that is remembered from poll to poll. */
    private static final double REMEMBERED = 0.75;

    /** The part of the total that may be late as long as nothing is remembered. */
    private static final long FIRST_PART = 10;

    /** The claims of every application, ordered by name. */
    private final Map<String, AppClaims> accounts = new TreeMap<>();

    private final Map<Direction, Long> late = new EnumMap<>(Direction.class);

    /**
     * Divides the bytes of one poll.
     *
     * @param total the counted interfaces' bytes since the last poll
     * @param claims the claims of every socket that weighs, in any order
     * @return the traffic by application; applications that moved nothing are left out
     */
    public List<AppTraffic> split(Traffic total, List<Claim> claims, UnmeasuredLimits limits) {
        accounts.values().forEach(AppClaims::age);
        accounts.values().removeIf(AppClaims::isIdle);
        for (Claim claim : claims) {
            for (int i = 0; i < claim.apps().size() && !claim.isStill(); i++) {
                account(claim.apps().get(i)).claim(claim, i);
            }
        }
        long received = divide(Direction.IN, total.received(), limits);
        long sent = divide(Direction.OUT, total.sent(), limits);
        AppClaims nobody = account(App.UNATTRIBUTED);
        nobody.received().book(received, false);
        nobody.sent().book(sent, false);
        return results();
    }

    /** Divides one direction; returns the bytes that nobody claims. */
    private long divide(Direction direction, long total, UnmeasuredLimits limits) {
        List<DirectionClaim> claimants = accounts.values().stream()
                .map(each -> direction == Direction.IN ? each.received() : each.sent())
                .toList();
        long before = late.getOrDefault(direction, total / FIRST_PART);
        DirectionSplit split = new DirectionSplit(claimants, total, before);
        split.bookMeasured();
        split.bookForwarded();
        split.bookPossibleHeaders();
        if (!limits.closedReported()) {
            split.bookUnseen();
        }
        split.bookUncounted(limits.countsBytes(), limits.udp() == null ? Long.MAX_VALUE : direction.of(limits.udp()));
        late.put(direction, Math.max(split.late(), (long) (REMEMBERED * before)));
        return split.room();
    }

    private List<AppTraffic> results() {
        List<AppTraffic> results = new ArrayList<>();
        accounts.forEach((app, account) -> {
            // Unattributed bytes are not an estimate.
            Traffic estimated = app.equals(App.UNATTRIBUTED) ? Traffic.NONE : account.estimated();
            if (!account.booked().isNone()) {
                results.add(new AppTraffic(app, account.booked(), estimated));
            }
        });
        return results;
    }

    private AppClaims account(String app) {
        return accounts.computeIfAbsent(app, name -> AppClaims.open());
    }
}
