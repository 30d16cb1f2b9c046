package netmon.scan.linux.ebpf.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The rights of this process, which help to explain an EPERM.
 *
 * @param capabilities the effective ones, a bit each (linux/capability.h)
 * @param lockedMemory the soft limit in bytes; {@link Long#MAX_VALUE} where there is none
 */
public record ProcessRights(long capabilities, long lockedMemory) {
    private static final int NET_ADMIN = 12;
    private static final int SYS_ADMIN = 21;
    private static final int PERFMON = 38;
    private static final int BPF = 39;

    /** Reads {@code /proc/self/status} and {@code /proc/self/limits}; no rights if these files are missing. */
    static ProcessRights read() {
        try {
            return parse(
                    Files.readString(Path.of("/proc/self/status")), Files.readString(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            return new ProcessRights(0, Long.MAX_VALUE);
        }
    }

    /** Reads the lines {@code CapEff: 000001ffffffffff} and {@code Max locked memory  65536  65536  bytes}. */
    static ProcessRights parse(String status, String limits) {
        String mask = field(status, "CapEff:", "0");
        String memory = field(limits, "Max locked memory", "unlimited");
        try {
            return new ProcessRights(
                    Long.parseUnsignedLong(mask, 16),
                    memory.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(memory));
        } catch (NumberFormatException e) {
            return new ProcessRights(0, Long.MAX_VALUE);
        }
    }

    boolean mayLoad() {
        return has(BPF) || has(SYS_ADMIN);
    }

    boolean mayAttach() {
        return has(NET_ADMIN) || has(SYS_ADMIN);
    }

    /** Whether programs may ask for a thread's name and read the kernel's memory. */
    boolean mayTrace() {
        return has(PERFMON) || has(SYS_ADMIN);
    }

    boolean isMemoryLimited() {
        return lockedMemory != Long.MAX_VALUE;
    }

    private boolean has(int capability) {
        return (capabilities >>> capability & 1) != 0;
    }

    /** The first word after a line's name. */
    private static String field(String text, String name, String otherwise) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", 2)[0])
                .findFirst()
                .orElse(otherwise);
    }
}
