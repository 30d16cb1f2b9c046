package netmon.service.detail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import netmon.attribution.Breakdown;
import netmon.attribution.Breakdown.SocketShare;
import netmon.attribution.Claim;
import netmon.model.Address;
import netmon.model.DetailKind;
import netmon.model.NetworkRoute;
import netmon.model.NetworkScope;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Sample;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.service.log.FailureLog;
import netmon.service.log.Survivable;
import netmon.service.tick.SampleListener;
import org.jspecify.annotations.Nullable;

/** Divides the applications' bytes of each sample into parts, and passes the sample on. */
public final class DetailListener implements SampleListener {
    /** Ports from here on are those of clients: the first that a system gives to one is Linux's. */
    private static final int FIRST_OF_CLIENTS = 32_768;

    private final SampleListener next;
    private final Set<DetailKind> kinds;
    private final ProcessNames names;
    private final Supplier<List<NetworkRoute>> own;
    private final Consumer<Address> destinations;
    private final FailureLog failures = new FailureLog("detail");

    /**
     * @param next receives the sample with its parts; without them if they cannot be found
     * @param kinds what the parts tell
     * @param own the networks that the machine has an address in
     * @param destinations receives the address of each stored destination, again and again
     */
    public DetailListener(
            SampleListener next,
            Set<DetailKind> kinds,
            ProcessNames names,
            Supplier<List<NetworkRoute>> own,
            Consumer<Address> destinations) {
        this.next = next;
        this.kinds = Set.copyOf(kinds);
        this.names = names;
        this.own = own;
        this.destinations = destinations;
    }

    @Override
    public void take(Sample sample, List<Claim> claims) {
        next.take(sample.with(parts(sample, claims)), claims);
    }

    @Override
    public void tickEnded() {
        next.tickEnded();
    }

    private List<TrafficPart> parts(Sample sample, List<Claim> claims) {
        try {
            Map<PartOrigin, Traffic> sums = new LinkedHashMap<>();
            for (SocketShare each : Breakdown.of(claims, sample.apps())) {
                sums.merge(origin(each), each.traffic(), Traffic::plus);
            }
            List<TrafficPart> parts = new ArrayList<>(sums.size());
            sums.forEach((origin, traffic) -> parts.add(new TrafficPart(origin, traffic)));
            return parts;
        } catch (Throwable e) {
            Survivable.require(e);
            failures.failed(e);
            return List.of();
        }
    }

    private PartOrigin origin(SocketShare share) {
        Socket socket = share.socket();
        if (socket == null) {
            return new PartOrigin(share.app(), "", "", "", 0, null, NetworkScope.UNKNOWN);
        }
        OwnerProcess owner = socket.owners().isEmpty() ? null : socket.owners().get(0);
        boolean isNamed = owner != null && !owner.equals(OwnerProcess.OTHER_USER);
        boolean withAddress = kinds.contains(DetailKind.DESTINATION);
        Address remote = socket.remote().address();
        if (withAddress && !remote.isAny()) {
            destinations.accept(remote);
        }
        return new PartOrigin(
                share.app(),
                owner != null && isNamed && kinds.contains(DetailKind.PROCESS) ? names.name(owner) : "",
                owner != null && isNamed && kinds.contains(DetailKind.USER) ? names.user(owner) : "",
                withAddress && !remote.isAny() ? remote.toString() : "",
                kinds.contains(DetailKind.PORT) ? port(socket) : 0,
                protocol(socket),
                withAddress ? NetworkScope.of(remote, own.get()) : NetworkScope.UNKNOWN);
    }

    private @Nullable Protocol protocol(Socket socket) {
        return kinds.contains(DetailKind.DESTINATION) || kinds.contains(DetailKind.PORT) ? socket.protocol() : null;
    }

    /** The port of the service: a client's own port differs in each connection, and says nothing. */
    private static int port(Socket socket) {
        int local = socket.local().port();
        int remote = socket.remote().port();
        return remote == 0 || (remote >= FIRST_OF_CLIENTS && local > 0 && local < FIRST_OF_CLIENTS) ? local : remote;
    }
}
