package netmon.scan;

import netmon.model.OwnerProcess;
import org.jspecify.annotations.Nullable;

/** Finds the program that a process runs. */
public interface Processes {
    /**
     * The process with this number; {@linkplain OwnerProcess#unresolved unresolved} if it is gone or may not be
     * inspected.
     *
     * @param command its name as a tool printed it; kept where the system reports no path
     */
    OwnerProcess of(long pid, @Nullable String command);

    /** The start of the process, epoch milliseconds; 0 where it is gone or not reported. Cheaper than {@link #of}. */
    long started(long pid);
}
