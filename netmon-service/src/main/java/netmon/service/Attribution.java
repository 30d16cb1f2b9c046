package netmon.service;

import java.util.ArrayList;
import java.util.List;
import netmon.apps.Apps;
import netmon.attribution.Attributor;
import netmon.attribution.Claim;
import netmon.attribution.Limits;
import netmon.attribution.SocketDeltas;
import netmon.attribution.SocketTraffic;
import netmon.attribution.SocketTraffic.Change;
import netmon.attribution.Weighing;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Process;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Joins what the sockets moved with whose they are. */
final class Attribution {
    private final Apps apps;
    private final SocketDeltas sockets = new SocketDeltas();
    private final Attributor attributor = new Attributor();
    private @Nullable Segments datagrams;

    Attribution(Apps apps) {
        this.apps = apps;
    }

    /** Makes the next table a baseline, from which differences begin. */
    void restart() {
        sockets.restart();
        datagrams = null;
    }

    /** Takes a table as the baseline. */
    void baseline(@Nullable SocketTable table) {
        restart();
        if (table != null) {
            sockets.update(table);
            datagrams = table.datagrams();
        }
    }

    /** What the sockets whose bytes pass a counted interface have moved since the last table. */
    List<SocketTraffic> moved(SocketTable table, Counters counters) {
        Weighing weighing = new Weighing(counters);
        List<SocketTraffic> weighty = new ArrayList<>();
        for (SocketTraffic each : sockets.update(table)) {
            if (weighing.weighs(each.socket())) {
                weighty.add(each);
            }
        }
        return weighty;
    }

    /**
     * Divides a look's bytes.
     *
     * @param table null where the sockets could not be read: then nothing is anybody's
     */
    List<AppTraffic> split(Traffic total, List<SocketTraffic> moved, @Nullable SocketTable table) {
        List<Claim> claims = new ArrayList<>(moved.size());
        for (SocketTraffic each : moved) {
            claims.add(new Claim(isStill(each) ? List.of() : names(each.socket()), each));
        }
        return attributor.split(total, claims, limits(table));
    }

    /** A socket that moved nothing that is counted needs no owner. */
    private static boolean isStill(SocketTraffic moved) {
        Traffic payload = moved.payload();
        Segments segments = moved.segments();
        return payload != null
                && payload.isNone()
                && (segments == null || segments.equals(Segments.NONE))
                && moved.change() == Change.STAYED;
    }

    private List<String> names(Socket socket) {
        List<String> names = new ArrayList<>(1);
        for (Process owner : socket.owners()) {
            names.add(
                    owner.equals(Process.SOMEBODY)
                            ? App.UNATTRIBUTED
                            : apps.of(owner).name());
        }
        return names;
    }

    /** Datagrams are counted since the machine's start; what matters is since the last table. */
    private Limits limits(@Nullable SocketTable table) {
        if (table == null) {
            datagrams = null;
            return Limits.UNKNOWN;
        }
        Limits limits = Limits.of(datagrams, table);
        datagrams = table.datagrams();
        return limits;
    }
}
