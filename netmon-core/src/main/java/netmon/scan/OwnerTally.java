package netmon.scan;

/**
 * How well the owners of the last poll's sockets are known, for status and doctor.
 *
 * @param unknown sockets without a known owner, except those of other users
 * @param others sockets of other users; only root could find their owners
 * @param overruns polls since the start for which the kernel lost events of closed sockets
 * @param walks how often netmon walked through all processes since the start
 */
public record OwnerTally(int unknown, int others, long overruns, long walks) {}
