package netmon.scan.macos;

import netmon.model.OwnerProcess;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import org.jspecify.annotations.Nullable;

/**
 * Processes of every user: the executable by {@code proc_pidpath}, without root, and the start by the JDK. Where this
 * function is missing, the JDK reports the paths of the caller's own processes.
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

    /** The path of the application for which the service works; its own path if none is reported. */
    private String pathOfApp(long pid, String path) {
        long responsible = responsible(pid);
        String app = responsible <= 0 || responsible == pid ? null : path(responsible);
        return app != null && app.contains(".app/") ? app : path;
    }

    private @Nullable String path(long pid) {
        if (hasPaths) {
            try {
                return LibSystem.path(pid);
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
}
