package netmon.attribution;

import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;

/**
 * The addresses of a socket that the kernel gives no number. The pid tells sockets without a far end apart; elsewhere it
 * is left out, since it may be that of the last process that used it.
 */
record SocketKey(Protocol protocol, Endpoint local, Endpoint remote, long pid) {
    /** What tells a socket from every other in two looks: its number where there is one, which is cheap, else a key. */
    static Object of(Socket socket) {
        if (socket.id() != 0) {
            return socket.id();
        }
        boolean pidIdentifies = socket.remote().address().isAny() && !socket.owners().isEmpty();
        long pid = pidIdentifies ? socket.owners().get(0).pid() : 0;
        return new SocketKey(socket.protocol(), socket.local(), socket.remote(), pid);
    }
}
