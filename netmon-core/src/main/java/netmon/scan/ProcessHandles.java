package netmon.scan;

import java.time.Instant;
import java.util.Optional;
import netmon.model.OwnerProcess;
import org.jspecify.annotations.Nullable;

/** Processes from the JDK: their start, and the path for the caller's own processes. */
public final class ProcessHandles implements Processes {
    @Override
    public OwnerProcess of(long pid, @Nullable String command) {
        Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
        return new OwnerProcess(
                pid,
                info.map(ProcessHandles::started).orElse(0L),
                info.flatMap(ProcessHandle.Info::command).orElse(null),
                command,
                null);
    }

    @Override
    public long started(long pid) {
        return of(pid, null).started();
    }

    private static long started(ProcessHandle.Info info) {
        return info.startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
