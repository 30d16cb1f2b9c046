package netmon.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Divides what applications were given further, among their sockets. An application's parts add up to what it was given.
 *
 * <p>What was measured is divided in proportion to the payload that the sockets moved, so that each has its headers. What was
 * estimated goes to the sockets that nothing counts, in equal parts; where there are none, in proportion too. Sockets
 * without a known owner have their payload and no more, for the rest of {@link App#UNATTRIBUTED} is not theirs.
 */
public final class Breakdown {
    /**
     * One socket's bytes.
     *
     * @param app whose they are
     * @param socket null for what no socket of this look can have moved, such as one that is gone, or a container's
     * @param traffic with headers; never none
     * @param estimated whether any of it was not measured, or that it is this application's
     */
    public record SocketShare(String app, @Nullable Socket socket, Traffic traffic, boolean estimated) {}

    private Breakdown() {}

    /**
     * Divides one look's bytes.
     *
     * @param claims what {@link Attributor#split} was asked for
     * @param apps what it gave
     */
    public static List<SocketShare> of(List<Claim> claims, List<AppTraffic> apps) {
        Map<String, List<Claim>> byApp = new LinkedHashMap<>();
        for (AppTraffic each : apps) {
            byApp.put(each.app(), new ArrayList<>());
        }
        for (Claim claim : claims) {
            for (String app : claim.moved().isStill() ? List.<String>of() : claim.apps()) {
                List<Claim> own = byApp.get(app);
                if (own != null) {
                    own.add(claim);
                }
            }
        }
        List<SocketShare> parts = new ArrayList<>();
        for (AppTraffic each : apps) {
            List<Claim> own = byApp.get(each.app());
            divide(each, own == null ? List.of() : own, parts);
        }
        return parts;
    }

    private static void divide(AppTraffic app, List<Claim> claims, List<SocketShare> parts) {
        long[] payloadIn = new long[claims.size()];
        long[] payloadOut = new long[claims.size()];
        long[] uncounted = new long[claims.size()];
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            Traffic payload = claim.moved().payload();
            int sharers = claim.apps().size();
            payloadIn[i] = payload == null ? 0 : payload.received() / sharers;
            payloadOut[i] = payload == null ? 0 : payload.sent() / sharers;
            uncounted[i] = payload == null
                            && WeighingSockets.mayBeGuessed(claim.moved().socket())
                    ? 1
                    : 0;
        }
        boolean ownerless = app.app().equals(App.UNATTRIBUTED);
        Traffic all = app.traffic();
        Traffic estimated = app.estimated();
        long[] in = direction(all.received(), estimated.received(), payloadIn, uncounted, ownerless);
        long[] out = direction(all.sent(), estimated.sent(), payloadOut, uncounted, ownerless);
        Traffic rest = all;
        for (int i = 0; i < claims.size(); i++) {
            Traffic part = new Traffic(in[i], out[i]);
            if (!part.isNone()) {
                parts.add(new SocketShare(app.app(), claims.get(i).moved().socket(), part, isEstimate(claims.get(i))));
                rest = rest.minus(part);
            }
        }
        if (!rest.isNone()) {
            parts.add(new SocketShare(app.app(), null, rest, !estimated.isNone()));
        }
    }

    private static long[] direction(long all, long estimated, long[] payload, long[] uncounted, boolean ownerless) {
        if (ownerless) {
            return LargestRemainder.grant(all, payload);
        }
        long[] guessed = LargestRemainder.split(estimated, uncounted);
        long given = 0;
        for (long each : guessed) {
            given += each;
        }
        long[] shares = LargestRemainder.split(all - given, payload);
        for (int i = 0; i < shares.length; i++) {
            shares[i] += guessed[i];
        }
        return shares;
    }

    private static boolean isEstimate(Claim claim) {
        return claim.moved().payload() == null
                || claim.apps().size() > 1
                || claim.moved().socket().inferred();
    }
}
