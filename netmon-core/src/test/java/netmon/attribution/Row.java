package netmon.attribution;

import java.util.Arrays;
import java.util.List;
import netmon.attribution.SocketTraffic.Change;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.Process;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;

/** Builds sockets for tests: {@code tcp("10.0.0.2:5000", "192.0.2.1:443").pid(7).moved(100, 20)}. */
record Row(Socket socket) {
    static Row tcp(String local, String remote) {
        return new Row(new Socket(
                Protocol.TCP, endpoint(local), endpoint(remote), 0, false, false, List.of(), null, null));
    }

    static Row udp(String local, String remote) {
        return new Row(new Socket(
                Protocol.UDP, endpoint(local), endpoint(remote), 0, false, false, List.of(), null, null));
    }

    static SocketTable table(Row... rows) {
        return SocketTable.of(Arrays.stream(rows).map(Row::socket).toList());
    }

    /** A table of a source that tells sockets that closed. */
    static SocketTable telling(Row... rows) {
        return new SocketTable(table(rows).sockets(), false, true, null);
    }

    static SocketTable torn(Row... rows) {
        return new SocketTable(table(rows).sockets(), true, false, null);
    }

    Row id(long id) {
        return new Row(new Socket(
                socket.protocol(),
                socket.local(),
                socket.remote(),
                id,
                socket.listening(),
                socket.closed(),
                socket.owners(),
                socket.payload(),
                socket.segments()));
    }

    Row pid(long pid) {
        return new Row(new Socket(
                socket.protocol(),
                socket.local(),
                socket.remote(),
                socket.id(),
                socket.listening(),
                socket.closed(),
                List.of(Process.unresolved(pid, null)),
                socket.payload(),
                socket.segments()));
    }

    /** Cumulative payload. */
    Row moved(long received, long sent) {
        return new Row(new Socket(
                socket.protocol(),
                socket.local(),
                socket.remote(),
                socket.id(),
                socket.listening(),
                socket.closed(),
                socket.owners(),
                new Traffic(received, sent),
                socket.segments()));
    }

    /** Cumulative segments. */
    Row segments(long received, long sent) {
        return new Row(new Socket(
                socket.protocol(),
                socket.local(),
                socket.remote(),
                socket.id(),
                socket.listening(),
                socket.closed(),
                socket.owners(),
                socket.payload(),
                new Segments(received, sent)));
    }

    Row closed() {
        return new Row(new Socket(
                socket.protocol(),
                socket.local(),
                socket.remote(),
                socket.id(),
                socket.listening(),
                true,
                socket.owners(),
                socket.payload(),
                socket.segments()));
    }

    Row listening() {
        return new Row(new Socket(
                socket.protocol(),
                socket.local(),
                socket.remote(),
                socket.id(),
                true,
                socket.closed(),
                socket.owners(),
                socket.payload(),
                socket.segments()));
    }

    /** What it moved in one look is what the row says. */
    SocketTraffic look() {
        return look(Change.STAYED);
    }

    SocketTraffic look(Change change) {
        return new SocketTraffic(socket, socket.payload(), socket.segments(), change);
    }

    /** The same as a claim of these applications. */
    Claim of(String... apps) {
        return new Claim(List.of(apps), look());
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        return new Endpoint(Address.parse(text.substring(0, colon)), port.equals("*") ? 0 : Integer.parseInt(port));
    }
}
