package netmon.attribution;

import java.util.Arrays;
import java.util.List;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Builds a socket for a test: {@code tcp("10.0.0.2:5000", "192.0.2.1:443").pid(7).moved(100, 20)}. */
public final class Row {
    private final Protocol protocol;
    private final Endpoint local;
    private final Endpoint remote;
    private int interfaceIndex;
    private long id;
    private boolean listening;
    private boolean closed;
    private boolean inferred;
    private List<OwnerProcess> owners = List.of();
    private @Nullable Traffic payload;
    private @Nullable Segments segments;

    private Row(Protocol protocol, String local, String remote) {
        this.protocol = protocol;
        this.local = endpoint(local);
        this.remote = endpoint(remote);
    }

    public static Row tcp(String local, String remote) {
        return new Row(Protocol.TCP, local, remote);
    }

    public static Row udp(String local, String remote) {
        return new Row(Protocol.UDP, local, remote);
    }

    /** A table of a source that reports neither closed sockets nor missing ones. */
    static SocketTable table(Row... rows) {
        return SocketTable.of(sockets(rows));
    }

    /** A table of a source that reports closed sockets. */
    static SocketTable telling(Row... rows) {
        return new SocketTable(sockets(rows), false, true, null);
    }

    /** A table that may miss some sockets. */
    static SocketTable torn(Row... rows) {
        return new SocketTable(sockets(rows), true, false, null);
    }

    Row id(long number) {
        id = number;
        return this;
    }

    /** Bound to the interface with this number. */
    public Row on(int index) {
        interfaceIndex = index;
        return this;
    }

    Row pid(long... pids) {
        owners = Arrays.stream(pids)
                .mapToObj(pid -> OwnerProcess.unresolved(pid, null))
                .toList();
        return this;
    }

    public Row moved(long received, long sent) {
        payload = new Traffic(received, sent);
        return this;
    }

    public Row segments(long received, long sent) {
        segments = new Segments(received, sent);
        return this;
    }

    Row inferred() {
        inferred = true;
        return this;
    }

    Row closed() {
        closed = true;
        return this;
    }

    Row listening() {
        listening = true;
        return this;
    }

    Socket socket() {
        return new Socket(
                protocol, local, remote, interfaceIndex, id, listening, closed, owners, inferred, payload, segments);
    }

    /** Its numbers as the traffic of one poll. */
    public SocketTraffic poll(SocketChange change) {
        return new SocketTraffic(socket(), payload, segments, change);
    }

    /** Its numbers as the traffic of one poll, claimed by these applications. */
    Claim of(String... apps) {
        return new Claim(List.of(apps), poll(SocketChange.STAYED));
    }

    private static List<Socket> sockets(Row... rows) {
        return Arrays.stream(rows).map(Row::socket).toList();
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        return new Endpoint(Address.parse(text.substring(0, colon)), port.equals("*") ? 0 : Integer.parseInt(port));
    }
}
