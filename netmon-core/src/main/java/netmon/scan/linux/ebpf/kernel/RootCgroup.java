package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory of the root cgroup, to which programs for all processes are attached. A mount of its own that nobody
 * else sees is asked for first, since there may be no other: systems with cgroup v1 alone, and {@code ip netns exec},
 * which hides /sys/fs/cgroup. It wants CAP_SYS_ADMIN; without it a mount that is there will do.
 */
final class RootCgroup {
    // The same numbers on all processors, as all system calls since 2019 have.
    private static final int FSOPEN = 430;
    private static final int FSCONFIG = 431;
    private static final int FSMOUNT = 432;

    private static final int CLOSE_ON_EXEC = 1; // FSOPEN_CLOEXEC, FSMOUNT_CLOEXEC
    private static final int CREATE = 6; // FSCONFIG_CMD_CREATE

    private RootCgroup() {}

    /** A descriptor of the directory, or the last error's number below zero. */
    static int open() {
        int own = mount();
        if (own >= 0) {
            return own;
        }
        int result = -ErrorNumbers.ENOENT;
        for (String place : mounted()) {
            result = openFolder(place);
            if (result >= 0) {
                break;
            }
        }
        return result;
    }

    /**
     * The place where the whole cgroup2 hierarchy is mounted, from lines of {@code /proc/self/mountinfo}
     * (proc_pid_mountinfo(5)): {@code 33 24 0:28 / /sys/fs/cgroup rw,relatime shared:9 - cgroup2 cgroup2 rw}. The
     * fourth field is the part of the hierarchy that a mount shows.
     */
    static List<String> places(String mountinfo) {
        return mountinfo
                .lines()
                .filter(line -> line.contains(" - cgroup2 "))
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length > 4 && fields[3].equals("/"))
                .map(fields -> fields[4].replace("\\040", " "))
                .toList();
    }

    private static int mount() {
        try (Memory type = text("cgroup2")) {
            int context = call(FSOPEN, Pointer.nativeValue(type), CLOSE_ON_EXEC, 0, 0);
            if (context < 0) {
                return context;
            }
            int created = call(FSCONFIG, context, CREATE, 0, 0);
            int mounted = created < 0 ? created : call(FSMOUNT, context, CLOSE_ON_EXEC, 0, 0);
            SystemCalls.close(context);
            return mounted;
        }
    }

    private static List<String> mounted() {
        try {
            return places(Files.readString(Path.of("/proc/self/mountinfo")));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** By open(2): a unit with RestrictSUIDSGID may not call openat2(2). */
    private static int openFolder(String place) {
        try (Memory path = text(place)) {
            return (int) SystemCalls.result(SystemCalls.open(path, SystemCalls.O_CLOEXEC, 0));
        }
    }

    private static int call(int number, long first, long second, long third, long fourth) {
        return (int) SystemCalls.result(SystemCalls.syscall(number, first, second, third, fourth, 0));
    }

    private static Memory text(String content) {
        byte[] bytes = (content + '\0').getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }
}
