package netmon.service.tick;

import netmon.attribution.Claim;
import netmon.model.Sample;

import java.util.List;

/** Receives the sample of each socket poll, such as the queue to the store and the live view. */
@FunctionalInterface
public interface SampleListener {
    /**
     * Takes a sample. The calling thread is the one that ticks, so this method must return soon.
     *
     * @param claims the bytes of the sockets, from which the applications' bytes were computed; empty where no sockets
     *     were read
     */
    void take(Sample sample, List<Claim> claims);

    /** Ends a tick, which may have had no sample. */
    default void tickEnded() {}
}
