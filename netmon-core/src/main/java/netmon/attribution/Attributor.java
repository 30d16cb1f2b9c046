package netmon.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

/**
 * Divides the counted interfaces' bytes among applications, each direction by itself. The result always adds up to what
 * was divided; what nobody can claim is {@link App#UNATTRIBUTED}.
 *
 * <p>Measured bytes are booked first, then their headers, then guesses, each only into the room that is left. Where nothing
 * is measured at all this is weighting by connection count.
 */
public final class Attributor {
    /** Of every application that asks for something, in the order of their names. */
    private final Map<String, AppClaims> accounts = new TreeMap<>();

    /**
     * Divides the bytes of one look.
     *
     * @param total the counted interfaces' bytes since the last look
     * @param claims of every socket that weighs, in any order
     * @return applications by name with what they moved, those that moved nothing left out
     */
    public List<AppTraffic> split(Traffic total, List<Claim> claims, UnmeasuredLimits limits) {
        accounts.values().forEach(AppClaims::age);
        accounts.values().removeIf(AppClaims::isIdle);
        for (Claim claim : claims) {
            enter(claim, limits);
        }
        Traffic udp = limits.udp() == null ? new Traffic(Long.MAX_VALUE, Long.MAX_VALUE) : limits.udp();
        long received = divide(AppClaims::received, total.received(), udp.received());
        long sent = divide(AppClaims::sent, total.sent(), udp.sent());
        AppClaims nobody = account(App.UNATTRIBUTED);
        nobody.received().book(received, false);
        nobody.sent().book(sent, false);
        return results();
    }

    private void enter(Claim claim, UnmeasuredLimits limits) {
        if (claim.moved().isStill()) {
            return;
        }
        List<String> apps = claim.apps();
        for (int i = 0; i < apps.size(); i++) {
            account(apps.get(i)).claim(claim.moved(), i, apps.size(), limits);
        }
    }

    /** Divides one direction; returns the bytes that nobody claims. */
    private long divide(Function<AppClaims, DirectionClaim> direction, long total, long udpLimit) {
        List<DirectionClaim> claimants =
                accounts.values().stream().map(direction).toList();
        return new DirectionSplit(claimants, total).run(udpLimit);
    }

    private List<AppTraffic> results() {
        List<AppTraffic> results = new ArrayList<>();
        accounts.forEach((app, account) -> {
            // Whose they are not is no estimate.
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
