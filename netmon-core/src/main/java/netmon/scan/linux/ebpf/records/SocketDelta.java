package netmon.scan.linux.ebpf.records;

/**
 * What a socket moved through one interface since the last poll; since it was created, or netmon attached its programs,
 * where it was not seen before.
 */
public record SocketDelta(CountedSocket socket, DirectionCounts in, DirectionCounts out) {}
