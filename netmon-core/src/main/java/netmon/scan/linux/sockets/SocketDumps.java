package netmon.scan.linux.sockets;

import netmon.model.Protocol;
import netmon.scan.Machine;
import netmon.scan.ScanException;

/** Asks the kernel for the open sockets of this namespace. */
final class SocketDumps {
    private final Machine machine;
    private final KnownSockets known;
    private final RefusableSource udp = new RefusableSource("UDP sockets are not listed");

    SocketDumps(Machine machine, KnownSockets known) {
        this.machine = machine;
        this.known = known;
    }

    /**
     * Takes all sockets of both protocols.
     *
     * @return whether the kernel reports that some may be missing
     */
    boolean read(int poll) throws ScanException {
        boolean torn = dump("sock_diag tcp4", Protocol.TCP, poll);
        torn |= dump("sock_diag tcp6", Protocol.TCP, poll);
        torn |= dumpUdp(poll);
        return torn;
    }

    boolean isUdpAsked(int poll) {
        return udp.isAsked(poll);
    }

    /** UDP sockets have no counters, so little is lost where the kernel does not list them. */
    private boolean dumpUdp(int poll) {
        if (!udp.isAsked(poll)) {
            return false;
        }
        try {
            boolean torn = dump("sock_diag udp4", Protocol.UDP, poll);
            torn |= dump("sock_diag udp6", Protocol.UDP, poll);
            return torn;
        } catch (ScanException e) {
            udp.refused(poll, e);
            return true;
        }
    }

    private boolean dump(String question, Protocol protocol, int poll) throws ScanException {
        boolean torn = SockDiagMessages.each(
                question, machine.read(question).bytes(), row -> known.update(row, protocol, poll));
        known.requireRoom(question);
        return torn;
    }
}
