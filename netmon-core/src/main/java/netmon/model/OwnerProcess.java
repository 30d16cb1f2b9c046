package netmon.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A process, as far as it is known. The system reuses pids, so only pid and start together identify a process.
 *
 * @param started epoch milliseconds; 0 where unknown
 * @param path the path of its executable; null where the system does not report it
 * @param command its name as a tool printed it, possibly cut short; null where no tool did
 * @param script the script that an interpreter runs: the path of a script, a jar, or a module's name; null if none
 */
public record OwnerProcess(
        long pid,
        long started,
        @Nullable String path,
        @Nullable String command,
        @Nullable String script) {

    /** Any process of another user, about which the system reports nothing; also one that nobody saw. */
    public static final OwnerProcess OTHER_USER = unresolved(0, null);

    /** A process of which a tool printed only the pid and perhaps the name. */
    public static OwnerProcess unresolved(long pid, @Nullable String command) {
        return new OwnerProcess(pid, 0, null, command, null);
    }

    /** Of what differs nearly always: processes are keys of maps that are asked for every socket. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(pid + started) + Objects.hashCode(command);
    }

    /** Whether the system already reported its executable. */
    public boolean isResolved() {
        return path != null;
    }
}
