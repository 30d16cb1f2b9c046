package netmon.service.detail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import netmon.model.OwnerProcess;
import netmon.model.ProgramFileName;
import netmon.scan.Processes;

/** The names and users of recently seen processes, so that not every sample asks for each process. */
public final class ProcessNames {
    /** Far more processes than move bytes on a busy machine. */
    private static final int CAPACITY = 1_000;

    /** Code points; file systems allow no longer name. */
    private static final int LONGEST_NAME = 255;

    /** A process as it was when it was first seen. */
    private record SeenProcess(long started, String name, String user) {}

    private final Processes processes;
    private final LongFunction<String> users;

    /** By pid, in the order of their last use. */
    private final Map<Long, SeenProcess> seen = new LinkedHashMap<>(16, 0.75f, true);

    /** @param users the user who runs the process with a pid; empty where unknown */
    public ProcessNames(Processes processes, LongFunction<String> users) {
        this.processes = processes;
        this.users = users;
    }

    /** The name of the program or script; empty where unknown. */
    String name(OwnerProcess owner) {
        return owner.isResolved() ? nameOf(owner) : seen(owner).name();
    }

    String user(OwnerProcess owner) {
        return seen(owner).user();
    }

    /** A process that ended a moment ago keeps its name. */
    private SeenProcess seen(OwnerProcess owner) {
        SeenProcess known = seen.get(owner.pid());
        long started = processes.started(owner.pid());
        if (known != null && (started == known.started() || started == 0)) {
            return known;
        }
        OwnerProcess found = owner.isResolved() ? owner : processes.of(owner.pid(), owner.command());
        SeenProcess process = new SeenProcess(started, nameOf(found), users.apply(owner.pid()));
        seen.put(owner.pid(), process);
        if (seen.size() > CAPACITY) {
            seen.remove(seen.keySet().iterator().next());
        }
        return process;
    }

    /** The file of the script, else of the program, without the marks of an update; else the command. */
    private static String nameOf(OwnerProcess process) {
        String script = process.script();
        String path = script != null ? script : process.path();
        if (path == null) {
            return process.command() == null ? "" : process.command();
        }
        String file = ProgramFileName.beforeUpdate(path.substring(path.lastIndexOf('/') + 1));
        int end = Math.min(LONGEST_NAME, file.codePointCount(0, file.length()));
        return file.substring(0, file.offsetByCodePoints(0, end));
    }
}
