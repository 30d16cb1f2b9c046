package netmon.scan.macos.ntstat;

import netmon.model.Endpoint;
import netmon.model.Segments;
import netmon.model.Traffic;
import netmon.scan.macos.ntstat.wire.Provider;

/**
 * One source as the last poll left it, with all that netmon reads of it; for the proof, for the judgement of frozen
 * interface counters, and for doctor.
 *
 * @param srcref the kernel's number for it on this connection, never used again there
 * @param pid the process that used the socket last; 0 for the kernel
 * @param epid the process that it works for; equal to {@code pid} for itself, 0 where another one is responsible
 * @param upid number of the owner that is unique since boot
 * @param eupid the same of {@code epid}
 * @param interfaceIndex the last output interface, as in netstat's {@code <Link#4>}; 0 before the first packet
 * @param state of {@code tcp_fsm.h} for TCP (1 LISTEN, 4 ESTABLISHED); 0 for UDP
 * @param name of {@code pid}, at most 32 bytes; the kernel keeps it when the process is gone
 * @param payload bytes since the socket's birth, without headers
 * @param packets since the socket's birth. UDP in the kernel: datagrams. TCP in the kernel: a lower bound of segments,
 *     without pure acknowledgements. In user space: all packets
 * @param byKind bytes over cellular, Wi-Fi and wired links; in the kernel payload, in user space with headers
 */
public record NtstatSource(
        long srcref,
        Provider provider,
        long pid,
        long epid,
        long upid,
        long eupid,
        int interfaceIndex,
        int state,
        Endpoint local,
        Endpoint remote,
        String name,
        Traffic payload,
        Segments packets,
        Traffic byKind,
        Ending ending) {

    /** Whether the source has closed, and with which counters. */
    public enum Ending {
        OPEN,
        /** Closed; the counters are the final ones. */
        FINAL,
        /** Closed, and the kernel could not report the final counters. */
        LOST
    }
}
