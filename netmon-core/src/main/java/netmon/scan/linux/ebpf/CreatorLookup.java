package netmon.scan.linux.ebpf;

import netmon.model.OwnerProcess;
import netmon.scan.Clock;
import netmon.scan.Processes;
import netmon.scan.linux.ebpf.records.Birth;
import org.jspecify.annotations.Nullable;

/** Finds the process of a birth if it still runs the same program. */
record CreatorLookup(Processes processes, Clock clock) implements SocketCreators.LivingProcesses {
    /** Starts are in hundredths of a second from a boot time in whole seconds. */
    private static final long TOLERANCE_MILLIS = 2_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public @Nullable OwnerProcess of(Birth birth) {
        OwnerProcess found = processes.of(birth.tgid(), null);
        String path = found.path();
        if (path == null || !isOf(birth, path)) {
            return null;
        }
        long age = (clock.monotonicNanos() - birth.time()) / NANOS_PER_MILLI;
        return found.started() <= clock.wallMillis() - age + TOLERANCE_MILLIS ? found : null;
    }

    /** A helper of a browser has the path of its browser, so a comm alone is enough where the path is unknown. */
    private static boolean isOf(Birth birth, String path) {
        return birth.path().isEmpty() || path.endsWith(birth.path());
    }
}
