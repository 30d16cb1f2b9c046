package netmon.scan.linux.sockets;

import java.util.Set;
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
     * Takes all sockets of these kinds.
     *
     * @return whether the kernel reports that some may be missing
     */
    boolean read(Set<SocketKind> kinds, int poll) throws ScanException {
        boolean torn = false;
        for (SocketKind kind : kinds) {
            torn |= kind.protocol() == Protocol.UDP ? dumpUdp(kind, poll) : dump(kind, poll);
        }
        return torn;
    }

    boolean isUdpAsked(int poll) {
        return udp.isAsked(poll);
    }

    /** UDP sockets have no counters, so little is lost where the kernel does not list them. */
    private boolean dumpUdp(SocketKind kind, int poll) {
        if (!udp.isAsked(poll)) {
            return false;
        }
        try {
            return dump(kind, poll);
        } catch (ScanException e) {
            udp.refused(poll, e);
            return true;
        }
    }

    private boolean dump(SocketKind kind, int poll) throws ScanException {
        String question = kind.question();
        boolean torn = SockDiagMessages.each(
                question, machine.read(question).bytes(), row -> known.update(row, kind.protocol(), poll));
        known.requireRoom(question);
        return torn;
    }
}
