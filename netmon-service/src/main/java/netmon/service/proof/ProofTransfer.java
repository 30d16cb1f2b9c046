package netmon.service.proof;

import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Traffic;

/**
 * One socket of the proof and what it has moved.
 *
 * @param version 4 or 6, of IP
 * @param local the end that this socket has
 * @param moved payload that the program wrote and read
 * @param segments segments in each direction, at least; packets of UDP
 */
record ProofTransfer(
        TransferKind kind,
        Protocol protocol,
        int version,
        Endpoint local,
        Endpoint remote,
        Traffic moved,
        long segments) {
    enum TransferKind {
        /** Few large writes: shows how often a byte is counted. */
        BULK,
        /** Many small writes: shows whether headers are counted. */
        SMALL,
        /** Closed before the second poll. */
        CLOSED,
        /** The receiver does not read, so that some bytes stay in the send buffer. */
        STUCK
    }
}
