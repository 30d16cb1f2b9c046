package netmon.attribution;

import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;
import org.jspecify.annotations.Nullable;

/**
 * What tells a socket from every other in two looks: the kernel's number where there is one, else the addresses. The pid
 * tells sockets without a far end apart; elsewhere it is left out, since it may be that of the last process that used it.
 */
record SocketKey(long id, @Nullable Protocol protocol, Endpoint local, Endpoint remote, long pid) {
    static SocketKey of(Socket socket) {
        if (socket.id() != 0) {
            return new SocketKey(socket.id(), null, Endpoint.ANY, Endpoint.ANY, 0);
        }
        boolean pidTells = socket.remote().address().isAny() && !socket.owners().isEmpty();
        long pid = pidTells ? socket.owners().get(0).pid() : 0;
        return new SocketKey(0, socket.protocol(), socket.local(), socket.remote(), pid);
    }
}
