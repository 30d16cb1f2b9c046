package netmon.scan.macos;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.platform.mac.SystemB;
import java.nio.charset.StandardCharsets;
import netmon.model.OwnerProcess;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import org.jspecify.annotations.Nullable;

/**
 * The executable of every user's process by libproc's {@code proc_pidpath}, which needs no root; its start by the JDK.
 * Where there is no such function, the JDK tells the paths of the caller's own processes.
 */
public final class ProcPidPath implements Processes {
    private final ProcessHandles handles = new ProcessHandles();
    private boolean hasPaths = true;
    private boolean hasResponsible = true;

    @Override
    public OwnerProcess of(long pid, @Nullable String command) {
        OwnerProcess known = handles.of(pid, command);
        String path = path(pid);
        if (path == null) {
            return known;
        }
        return new OwnerProcess(pid, known.started(), isService(path) ? pathOfApp(pid, path) : path, command, null);
    }

    @Override
    public long started(long pid) {
        return handles.started(pid);
    }

    /** Whether this is a service that the system runs for any application, such as WebKit's networking process. */
    static boolean isService(String path) {
        return path.contains(".xpc/Contents/MacOS/") && !path.contains(".app/");
    }

    /** The path of the application that the service works for; its own where none is told. */
    private String pathOfApp(long pid, String path) {
        long responsible = responsible(pid);
        String app = responsible <= 0 || responsible == pid ? null : path(responsible);
        return app != null && app.contains(".app/") ? app : path;
    }

    private @Nullable String path(long pid) {
        if (hasPaths) {
            try {
                return LibProc.path(pid);
            } catch (LinkageError e) {
                hasPaths = false;
            }
        }
        return null;
    }

    private long responsible(long pid) {
        if (hasResponsible) {
            try {
                return LibSystem.responsible(pid);
            } catch (LinkageError e) {
                hasResponsible = false;
            }
        }
        return 0;
    }

    /** Loaded at the first use, so that the class around it can be loaded on every system. */
    private static final class LibProc {
        private static final SystemB SYSTEM = SystemB.INSTANCE;

        static @Nullable String path(long pid) {
            try (Memory path = new Memory(SystemB.PROC_PIDPATHINFO_MAXSIZE)) {
                int length = SYSTEM.proc_pidpath((int) pid, path, SystemB.PROC_PIDPATHINFO_MAXSIZE);
                return length <= 0 ? null : new String(path.getByteArray(0, length), StandardCharsets.UTF_8);
            }
        }
    }

    /** Likewise. libSystem exports the function, but no header names it. */
    private static final class LibSystem {
        private static final com.sun.jna.Function RESPONSIBLE =
                NativeLibrary.getProcess().getFunction("responsibility_get_pid_responsible_for_pid");

        static long responsible(long pid) {
            return RESPONSIBLE.invokeInt(new Object[] {(int) pid});
        }
    }
}
