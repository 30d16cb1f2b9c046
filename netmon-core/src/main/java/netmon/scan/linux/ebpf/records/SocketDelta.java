package netmon.scan.linux.ebpf.records;

/**
 * The traffic of a socket through one interface since the last poll; if it was not seen before, since it was created or
 * since netmon attached its programs.
 */
public record SocketDelta(CountedSocket socket, DirectionCounts in, DirectionCounts out) {}
