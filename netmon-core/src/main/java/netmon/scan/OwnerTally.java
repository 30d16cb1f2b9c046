package netmon.scan;

/**
 * How well the owners of the last look's sockets are known, for people.
 *
 * @param unknown sockets that nobody is known to own, those of other users left out
 * @param others sockets of other users, which only root could name the owners of
 * @param overruns looks, since the start, for which the kernel could not keep all it had to tell of closed sockets
 * @param walks how often processes were gone through since the start
 */
public record OwnerTally(int unknown, int others, long overruns, long walks) {}
