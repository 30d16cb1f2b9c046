package netmon.attribution;

import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;

/**
 * The key of a socket without a kernel's number: its addresses, and the pid only if there is no remote end. Elsewhere
 * the pid may be that of the last process that used the socket.
 */
record SocketKey(Protocol protocol, Endpoint local, Endpoint remote, long pid) {
    /**
     * A key that identifies the socket in two polls: its number where there is one, which is cheap, else its addresses.
     */
    static Object of(Socket socket) {
        if (socket.id() != 0) {
            return socket.id();
        }
        boolean pidIdentifies =
                socket.remote().address().isAny() && !socket.owners().isEmpty();
        long pid = pidIdentifies ? socket.owners().get(0).pid() : 0;
        return new SocketKey(socket.protocol(), socket.local(), socket.remote(), pid);
    }
}
