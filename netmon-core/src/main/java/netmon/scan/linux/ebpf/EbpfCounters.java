package netmon.scan.linux.ebpf;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.kernel.EbpfException;
import netmon.scan.linux.ebpf.kernel.KernelSide;
import netmon.scan.linux.ebpf.kernel.LiveReads;
import netmon.scan.linux.ebpf.kernel.ProgramProof;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.BirthEvents;
import netmon.scan.linux.ebpf.records.CountDifferences;
import netmon.scan.linux.ebpf.records.CountEntries;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.ebpf.records.LostCounters;
import netmon.scan.linux.ebpf.records.LostEvents;
import netmon.scan.linux.ebpf.records.SocketDelta;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every socket's bytes by interface in all network namespaces, UDP and closed sockets too, without loopback. Counts
 * from {@link #open} to {@link #close}. Not for several threads at once.
 */
public final class EbpfCounters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EbpfCounters.class);

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
    EbpfCounters(CounterReads reads, LongSupplier clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /** Counters that run, and what is known about them. */
    public record Opened(
            EbpfCounters counters, OwnProcess own, @Nullable String pathRefusal) {}

    /**
     * Loads the programs, proves them and attaches them to all processes of the machine. Takes some 0.1 to 0.5 s.
     *
     * @param clock nanoseconds of any clock that only goes on
     * @return the counters; with the reason why births have no paths, null where they have
     * @throws EbpfException if this kernel, or this process's rights, do not allow it; nothing is left attached then
     */
    public static Opened open(LongSupplier clock) throws EbpfException {
        KernelSide side = KernelSide.load();
        try {
            LiveReads reads = new LiveReads(side);
            prove(side, reads);
            side.attach();
            return new Opened(new EbpfCounters(reads, clock), OwnProcess.learn(side), side.pathRefusal());
        } catch (EbpfException | RuntimeException e) {
            side.close();
            throw e;
        }
    }

    /**
     * The bytes since the last poll; the first poll returns those since {@link #open}.
     *
     * @throws ScanException if a map cannot be read; the next poll then has that span as well
     */
    public EbpfPoll poll() throws ScanException {
        CountEntries entries = reads.counts();
        LostEvents sum = LostCounters.parse(reads.lost());
        drainBirths();
        long now = clock.getAsLong();
        List<SocketDelta> deltas = differences.update(entries, now);
        differences.removeStill(now, reads, deltas);
        LostEvents since = sum.minus(lost);
        lost = sum;
        EbpfPoll poll = new EbpfPoll(deltas, births, since);
        births.clear();
        return poll;
    }

    /**
     * Takes what is in the ring of births, which has room for some 860, and keeps it for the next poll. Costs some
     * microseconds; for quick polls while many processes come and go.
     */
    public void drainBirths() throws ScanException {
        births.addAll(BirthEvents.parse(reads.births()));
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

    private static void prove(KernelSide side, LiveReads reads) throws EbpfException {
        OptionalInt any = anyInterface();
        if (any.isPresent()) {
            ProgramProof.run(side, reads, any.getAsInt());
        } else {
            LOG.info("eBPF: the programs are not proven, since there is no interface but lo");
        }
    }

    private static OptionalInt anyInterface() {
        try {
            return NetworkInterface.networkInterfaces()
                    .mapToInt(NetworkInterface::getIndex)
                    .filter(index -> index > 1)
                    .findFirst();
        } catch (SocketException e) {
            return OptionalInt.empty();
        }
    }
}
