package netmon.scan.macos;

import java.util.List;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;

/**
 * One row of netstat as it is printed.
 *
 * @param id the kernel's number of the socket; 0 for flows in user space, and up to macOS 12
 * @param isUserSpace whether a process handles the flow, not the kernel
 * @param received and {@code sent} as counted; {@link NetstatMeaning} says what that means
 * @param receivedPackets and {@code sentPackets} as counted; -1 where netstat prints none
 * @param sendQueue bytes that wait in the send buffer
 * @param isDiverted whether a transparent proxy carries the bytes once more
 */
record NetstatRow(
        Protocol protocol,
        Endpoint local,
        Endpoint remote,
        boolean isListening,
        long id,
        boolean isUserSpace,
        OwnerProcess owner,
        boolean isCounted,
        long received,
        long sent,
        long receivedPackets,
        long sentPackets,
        long sendQueue,
        boolean isDiverted) {
    SegmentEstimate wire() {
        return SegmentEstimate.of(protocol, local, remote);
    }

    Socket socket(NetstatMeaning meaning) {
        List<OwnerProcess> owners = List.of(owner);
        if (!isCounted) {
            return new Socket(protocol, local, remote, id, isListening, false, owners, null, null);
        }
        Traffic payload = meaning.payload(this);
        return new Socket(
                protocol, local, remote, id, isListening, false, owners, payload, meaning.segments(this, payload));
    }
}
