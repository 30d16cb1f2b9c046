package netmon.model;

import org.jspecify.annotations.Nullable;

/**
 * A process, as far as it is known. A pid is used again, so only pid and start together name a process.
 *
 * @param pid the process's number
 * @param started when it started, epoch milliseconds; 0 where unknown
 * @param path its executable's path; null where the system does not tell
 * @param command its name as a tool prints it, perhaps cut short; null where no tool did
 * @param script what an interpreter runs: the path of a script, a jar, or a module's name; null where it runs none
 */
public record OwnerProcess(
        long pid,
        long started,
        @Nullable String path,
        @Nullable String command,
        @Nullable String script) {

    /** Some process of another user, of which the system tells nothing. */
    public static final OwnerProcess OTHER_USER = unresolved(0, null);

    /** A process of which a tool has told the number and perhaps the name, and nothing else. */
    public static OwnerProcess unresolved(long pid, @Nullable String command) {
        return new OwnerProcess(pid, 0, null, command, null);
    }

    /** Whether the system has been asked about it already. */
    public boolean isResolved() {
        return path != null;
    }
}
