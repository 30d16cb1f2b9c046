package netmon.service.detail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import netmon.model.OperatingSystem;

/**
 * Finds the user who runs a process. On Linux the names come from the file passwd alone: the system's own search may
 * ask a server.
 */
public final class ProcessUsers implements LongFunction<String> {
    /** The position of the uid in a line of passwd: {@code root:x:0:0:...}. */
    private static final int UID = 2;

    private final Path processes;
    private final Map<String, String> names = new HashMap<>();

    /**
     * @param processes the folder with a folder for each process
     * @param passwd the file with the names of the users; others are shown by their number
     */
    ProcessUsers(Path processes, Path passwd) {
        this.processes = processes;
        try {
            for (String line :
                    Files.readString(passwd, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                String[] fields = line.split(":", -1);
                if (fields.length > UID) {
                    names.putIfAbsent(fields[UID], fields[0]);
                }
            }
        } catch (IOException e) {
            return; // the numbers say enough
        }
    }

    /** The users of this machine's processes. */
    public static LongFunction<String> of(OperatingSystem system) {
        return system == OperatingSystem.LINUX
                ? new ProcessUsers(Path.of("/proc"), Path.of("/etc/passwd"))
                : pid -> ProcessHandle.of(pid)
                        .flatMap(each -> each.info().user())
                        .orElse("");
    }

    @Override
    public String apply(long pid) {
        try {
            String uid = String.valueOf(Files.getAttribute(processes.resolve(Long.toString(pid)), "unix:uid"));
            return names.getOrDefault(uid, uid);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
