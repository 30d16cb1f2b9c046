package netmon.scan.oshi;

import java.nio.ByteBuffer;
import java.util.List;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.scan.Endpoints;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.InternetProtocolStats.TcpState;

/** The sockets by OSHI, without bytes, on systems for which netmon has no own reader. */
public final class OshiConnections implements SocketSource {
    private @Nullable SystemInfo system;

    @Override
    public String name() {
        return "oshi";
    }

    @Override
    public SocketTable read() throws ScanException {
        try {
            if (system == null) {
                system = new SystemInfo();
            }
            var found = system.getOperatingSystem().getInternetProtocolStats().getConnections();
            return SocketTable.of(found.stream().map(OshiConnections::socket).toList());
        } catch (RuntimeException | LinkageError e) {
            throw new ScanException("the sockets cannot be read by OSHI: " + e, e);
        }
    }

    static Socket socket(IPConnection each) {
        Protocol protocol = each.getType().startsWith("udp") ? Protocol.UDP : Protocol.TCP;
        long pid = each.getowningProcessId();
        return new Socket(
                protocol,
                endpoint(each.getLocalAddress(), each.getLocalPort()),
                endpoint(each.getForeignAddress(), each.getForeignPort()),
                0,
                protocol == Protocol.TCP && each.getState() == TcpState.LISTEN,
                false,
                pid <= 0 ? List.of() : List.of(OwnerProcess.unresolved(pid, null)),
                null,
                null);
    }

    /** OSHI reports an unset address as an array without bytes. */
    private static Endpoint endpoint(byte[] address, int port) {
        Address known = address.length == 4 || address.length == 16
                ? Endpoints.withoutScope(Address.of(ByteBuffer.wrap(address), address.length))
                : Address.ANY;
        return new Endpoint(known, port & 0xffff);
    }
}
