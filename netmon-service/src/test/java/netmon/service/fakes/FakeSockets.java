package netmon.service.fakes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.jspecify.annotations.Nullable;

/** One connection of each application, with measured bytes, and the processes that own them. */
public final class FakeSockets implements SocketSource, Processes {
    private static final Endpoint FAR = new Endpoint(Address.parse("192.0.2.7"), 443);
    private static final int FIRST_PID = 100;

    private final Map<String, Traffic> moved = new LinkedHashMap<>();
    private @Nullable Exception failure;
    private @Nullable RuntimeException processTrouble;
    private final Set<String> closing = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private boolean torn;
    private int polls;
    private int times = 1;

    public void moves(String app, long received, long sent) {
        moved.merge(app, new Traffic(received, sent), Traffic::plus);
    }

    /** Makes all reads fail with this exception, or succeed again with null. */
    public void fail(@Nullable Exception exception) {
        failure = exception;
    }

    /** Makes the lookup of processes fail with this exception. */
    public void failProcesses(@Nullable RuntimeException exception) {
        processTrouble = exception;
    }

    /** Makes all reads report that sockets may be missing, or not. */
    public void tear(boolean isTorn) {
        torn = isTorn;
    }

    /** Makes all sockets count each byte so often. */
    public void count(int often) {
        times = often;
    }

    /** Closes the application's connection: the next read reports its final bytes, later ones do not list it. */
    public void close(String app) {
        closing.add(app);
    }

    /** Ends the application's process, whose socket stays open. */
    public void end(String app) {
        ended.add(app);
    }

    /** The number of socket polls. */
    public int polls() {
        return polls;
    }

    /** What it says it found when it proved itself. */
    public String ownProof = "";

    @Override
    public String ownProof() {
        return ownProof;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public SocketTable read() throws ScanException {
        polls++;
        Failing.by(failure);
        List<Socket> sockets = new ArrayList<>();
        int pid = FIRST_PID;
        for (Map.Entry<String, Traffic> each : moved.entrySet()) {
            Endpoint local = new Endpoint(FakeInterfaces.OWN, 40_000 + pid);
            List<OwnerProcess> owners = List.of(OwnerProcess.unresolved(pid, null));
            boolean closes = closing.remove(each.getKey());
            if (!closed.contains(each.getKey())) {
                Traffic counted = new Traffic(
                        times * each.getValue().received(),
                        times * each.getValue().sent());
                sockets.add(new Socket(Protocol.TCP, local, FAR, pid, false, closes, owners, counted, null));
            }
            if (closes) {
                closed.add(each.getKey());
            }
            pid++;
        }
        return new SocketTable(sockets, torn, false, null);
    }

    @Override
    public OwnerProcess of(long pid, @Nullable String command) {
        if (processTrouble != null) {
            throw processTrouble;
        }
        String app = List.copyOf(moved.keySet()).get((int) pid - FIRST_PID);
        return new OwnerProcess(pid, 1, "/usr/bin/" + app, command, null);
    }

    @Override
    public long started(long pid) {
        return ended.contains(List.copyOf(moved.keySet()).get((int) pid - FIRST_PID)) ? 0 : 1;
    }
}
