package netmon.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Divides the bytes of each application among its sockets. The shares add up to the application's bytes.
 *
 * <p>Measured bytes are divided in proportion to the sockets' payload, so that each share contains its headers.
 * Estimated bytes go to the sockets that no source counts, by their weight; where there are none, in proportion as
 * well. Sockets without a known owner get only their payload, since the rest of {@link App#UNATTRIBUTED} is not theirs.
 */
public final class Breakdown {
    /**
     * The bytes of one socket.
     *
     * @param socket null for bytes that no socket of this poll can have moved, such as those of a closed socket or a
     *     container
     * @param traffic bytes with headers; never none
     * @param estimated whether a part of the bytes was not measured, or is not proven to be this application's
     */
    public record SocketShare(String app, @Nullable Socket socket, Traffic traffic, boolean estimated) {}

    private Breakdown() {}

    /**
     * Divides the bytes of one poll.
     *
     * @param claims the input of {@link Attributor#split}
     * @param apps its result
     */
    public static List<SocketShare> of(List<Claim> claims, List<AppTraffic> apps) {
        Map<String, List<Claim>> byApp = new LinkedHashMap<>();
        for (AppTraffic each : apps) {
            byApp.put(each.app(), new ArrayList<>());
        }
        for (Claim claim : claims) {
            for (String app : claim.isStill() ? Set.<String>of() : Set.copyOf(claim.apps())) {
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

    private static void divide(AppTraffic app, List<Claim> claims, List<SocketShare> shares) {
        long[] payloadIn = new long[claims.size()];
        long[] payloadOut = new long[claims.size()];
        long[] uncounted = new long[claims.size()];
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            Traffic payload = claim.moved().payload();
            int parts = Collections.frequency(claim.apps(), app.app());
            Traffic unseen = claim.moved().unseen();
            payloadIn[i] = payload == null ? 0 : part(claim, parts, payload.received(), unseen.received());
            payloadOut[i] = payload == null ? 0 : part(claim, parts, payload.sent(), unseen.sent());
            uncounted[i] = payload == null
                            && WeighingSockets.mayBeGuessed(claim.moved().socket())
                    ? claim.weight()
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
                shares.add(new SocketShare(
                        app.app(),
                        claims.get(i).moved().socket(),
                        part,
                        claims.get(i).isEstimate()));
                rest = rest.minus(part);
            }
        }
        if (!rest.isNone()) {
            shares.add(new SocketShare(app.app(), null, rest, !estimated.isNone()));
        }
    }

    private static long part(Claim claim, int parts, long payload, long unseen) {
        return SaturatedMath.sum(payload, unseen) / claim.apps().size() * parts;
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
}
