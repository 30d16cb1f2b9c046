package netmon.scan.linux.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decides whether netmon runs in a PID namespace of its own, as in a container: with the host's network, the sockets
 * belong to processes outside, which are not in its {@code /proc}.
 */
final class PidNamespace {
    /** The kernel's constant number of the first PID namespace ({@code PROC_PID_INIT_INO}). */
    private static final String FIRST = "pid:[4026531836]";

    private static final String NUMBERS = "NSpid:";

    private static final String CONFINED = "netmon runs in a PID namespace of its own and cannot see the processes"
            + " outside; start its container with --pid=host (Docker, Podman) or hostPID: true (Kubernetes)";

    private PidNamespace() {}

    /**
     * Why processes are not visible, with the remedy; empty if all are.
     *
     * @param proc such as {@code /proc}
     */
    static String confinement(Path proc) {
        try {
            String own = Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
            return !own.equals(FIRST) && showsOwnNamespaceOnly(proc) ? CONFINED : "";
        } catch (IOException e) {
            return ""; // a kernel without namespaces
        }
    }

    /** Where {@code /proc} belongs to an outer namespace, this process has several numbers, and all are visible. */
    private static boolean showsOwnNamespaceOnly(Path proc) throws IOException {
        try (var lines = Files.lines(proc.resolve("self/status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(NUMBERS))
                    .noneMatch(line -> line.substring(NUMBERS.length()).strip().matches(".*\\s.*"));
        }
    }
}
