package netmon.service.load;


/** The cost of this process so far. */
public interface ProcessCost {
    /** Processor time since the start in nanoseconds, with that of the programs it ran where the system reports it. */
    long cpuNanos();

    /** Resident memory in bytes; 0 where the system does not report it. */
    long residentBytes();
}
