package netmon.scan.linux.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.BirthEvents;
import netmon.scan.linux.ebpf.records.CountDifferences;
import netmon.scan.linux.ebpf.records.CountEntries;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.ebpf.records.LostCounters;
import netmon.scan.linux.ebpf.records.LostEvents;
import netmon.scan.linux.ebpf.records.SocketDelta;

/**
 * Every socket's bytes by interface in all network namespaces, UDP and closed sockets too, without loopback. Not for
 * several threads at once.
 */
public final class EbpfCounters implements AutoCloseable {
    private final CounterReads reads;
    private final LongSupplier clock;
    private final CountDifferences differences = new CountDifferences();
    private final List<Birth> births = new ArrayList<>();
    private LostEvents lost = LostEvents.NONE;

    /**
     * Creates the counters of the maps that {@code reads} reads.
     *
     * @param clock nanoseconds of any clock that only goes on
     */
    public EbpfCounters(CounterReads reads, LongSupplier clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * What moved since the last poll; since the programs were attached at the first.
     *
     * @throws ScanException if a map cannot be read; the next poll then has that span as well
     */
    public EbpfPoll poll() throws ScanException {
        CountEntries entries = reads.counts();
        LostEvents sum = LostCounters.parse(reads.lost());
        births.addAll(BirthEvents.parse(reads.births()));
        long now = clock.getAsLong();
        List<SocketDelta> deltas = differences.update(entries, now);
        differences.removeStill(now, reads, deltas);
        LostEvents since = sum.minus(lost);
        lost = sum;
        EbpfPoll poll = new EbpfPoll(deltas, births, since);
        births.clear();
        return poll;
    }

    /** Keeps the births for the next poll: the kernel's ring has room for some 860. Costs some microseconds. */
    void makeRoom() {
        reads.makeRoom();
    }

    String proof() {
        return reads.proof();
    }

    /** How many pairs of socket and interface are known. */
    public int size() {
        return differences.size();
    }

    /** Detaches the programs and frees the maps. */
    @Override
    public void close() {
        reads.close();
    }
}
