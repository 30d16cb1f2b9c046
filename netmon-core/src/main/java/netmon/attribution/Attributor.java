package netmon.attribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import netmon.attribution.SocketTraffic.Change;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Traffic;

/**
 * Divides the counted interfaces' bytes among applications, each direction by itself. The result always adds up to what
 * was divided; what nobody can claim is {@link App#UNATTRIBUTED}.
 *
 * <p>Measured bytes are booked first, then their headers, then guesses, each only into the room that is left. Where nothing
 * is measured at all this is weighting by connection count.
 */
public final class Attributor {
    private final Map<String, Claimant> received = new TreeMap<>();
    private final Map<String, Claimant> sent = new TreeMap<>();

    /**
     * Divides the bytes of one look.
     *
     * @param total the counted interfaces' bytes since the last look
     * @param claims of every socket that weighs, in any order
     * @return applications by name with what they moved, those that moved nothing left out
     */
    public List<AppTraffic> split(Traffic total, List<Claim> claims, Limits limits) {
        forgetIdle(received);
        forgetIdle(sent);
        Set<Protocol> counted = EnumSet.noneOf(Protocol.class);
        for (Claim claim : claims) {
            if (claim.moved().payload() != null) {
                counted.add(claim.moved().socket().protocol());
            }
        }
        for (Claim claim : claims) {
            enter(claim, counted);
        }
        Traffic udp = limits.udp();
        long receivedLeft =
                new Division(received.values(), total.received()).run(udp == null ? Long.MAX_VALUE : udp.received());
        long sentLeft = new Division(sent.values(), total.sent()).run(udp == null ? Long.MAX_VALUE : udp.sent());
        claimant(received, App.UNATTRIBUTED).book(receivedLeft, false);
        claimant(sent, App.UNATTRIBUTED).book(sentLeft, false);
        return results();
    }

    private List<AppTraffic> results() {
        Set<String> names = new TreeSet<>(received.keySet());
        names.addAll(sent.keySet());
        List<AppTraffic> results = new ArrayList<>();
        for (String app : names) {
            AppTraffic result = Claimant.result(app, claimant(received, app), claimant(sent, app));
            if (!result.traffic().isNone()) {
                results.add(app.equals(App.UNATTRIBUTED) ? unestimated(result) : result);
            }
        }
        return results;
    }

    /** Whose they are not is no estimate. */
    private static AppTraffic unestimated(AppTraffic result) {
        return new AppTraffic(result.app(), result.traffic(), Traffic.NONE);
    }

    private void enter(Claim claim, Set<Protocol> counted) {
        Traffic payload = claim.moved().payload();
        if (payload != null) {
            enterPayload(claim, payload);
            enterHeaders(claim, payload);
        }
        for (String app : claim.apps()) {
            enterConnection(claim.moved(), claimant(received, app), counted);
            enterConnection(claim.moved(), claimant(sent, app), counted);
        }
    }

    private void enterPayload(Claim claim, Traffic payload) {
        List<String> apps = claim.apps();
        if (apps.size() == 1) {
            claimant(received, apps.get(0)).payload[0] += payload.received();
            claimant(sent, apps.get(0)).payload[0] += payload.sent();
            return;
        }
        long[] in = evenly(payload.received(), apps.size());
        long[] out = evenly(payload.sent(), apps.size());
        for (int i = 0; i < in.length; i++) {
            claimant(received, apps.get(i)).shared[0] += in[i];
            claimant(sent, apps.get(i)).shared[0] += out[i];
        }
    }

    private void enterHeaders(Claim claim, Traffic payload) {
        SocketTraffic moved = claim.moved();
        Segments segments = moved.segments();
        List<String> apps = claim.apps();
        boolean measured = segments != null;
        long in = segments == null
                ? Headers.guess(payload.received(), payload.sent())
                : Headers.ceiling(moved.socket(), segments.received());
        long out = segments == null
                ? Headers.guess(payload.sent(), payload.received())
                : Headers.ceiling(moved.socket(), segments.sent());
        long[] ins = evenly(in, apps.size());
        long[] outs = evenly(out, apps.size());
        for (int i = 0; i < ins.length; i++) {
            enterHeaders(claimant(received, apps.get(i)), ins[i], measured && ins.length == 1);
            enterHeaders(claimant(sent, apps.get(i)), outs[i], measured && outs.length == 1);
        }
    }

    private static void enterHeaders(Claimant claimant, long bytes, boolean measured) {
        if (measured) {
            claimant.headers[0] += bytes;
        } else {
            claimant.guessedHeaders += bytes;
        }
    }

    private static void enterConnection(SocketTraffic moved, Claimant claimant, Set<Protocol> counted) {
        if (!Weighing.mayBeGuessed(moved.socket())) {
            return;
        }
        if (moved.change() != Change.STAYED) {
            claimant.changes++;
        }
        // Where a source counts this protocol, a socket without counters (TIME_WAIT) is one that moves nothing.
        boolean uncounted =
                moved.payload() == null && !counted.contains(moved.socket().protocol());
        if (uncounted && moved.change() != Change.VANISHED) {
            if (moved.socket().protocol() == Protocol.UDP) {
                claimant.udpConnections++;
            } else {
                claimant.tcpConnections++;
            }
        }
    }

    private static Claimant claimant(Map<String, Claimant> claimants, String app) {
        return claimants.computeIfAbsent(app, name -> new Claimant());
    }

    private static void forgetIdle(Map<String, Claimant> claimants) {
        Collection<Claimant> all = claimants.values();
        all.forEach(Claimant::age);
        all.removeIf(Claimant::isIdle);
    }

    private static long[] evenly(long total, int parts) {
        if (parts == 1) {
            return new long[] {total};
        }
        long[] equal = new long[parts];
        java.util.Arrays.fill(equal, 1);
        return Shares.split(total, equal);
    }
}
