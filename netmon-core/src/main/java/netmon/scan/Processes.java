package netmon.scan;

import netmon.model.OwnerProcess;
import org.jspecify.annotations.Nullable;

/** Tells what a process runs. */
public interface Processes {
    /**
     * The process with this number, now.
     *
     * @param command its name as a tool printed it; kept where the system tells no path
     * @return what is known of it; a process that is gone or that may not be looked at is
     *     {@linkplain OwnerProcess#unresolved unresolved}, never an error
     */
    OwnerProcess of(long pid, @Nullable String command);

    /** When the process started, epoch milliseconds; 0 where it is gone or not told. Cheaper than {@link #of}. */
    long started(long pid);
}
