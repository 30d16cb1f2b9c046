package netmon.service.load;

/** What this process has cost the machine so far. */
public interface ProcessCost {
    /** Processor time since its start, of the programs it ran too where the system tells that; nanoseconds. */
    long cpuNanos();

    /** Resident memory in bytes; 0 where the system does not tell. */
    long residentBytes();
}
