package netmon.service.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import netmon.model.OperatingSystem;
import netmon.platform.Platform;
import netmon.service.load.LoadMeter.ProcessCost;

/**
 * The cost of this process as the system reports it. On Linux it comes from {@code /proc/self/stat} and {@code
 * /proc/self/status} and includes the programs that the process ran; elsewhere it comes from Java, without memory. The
 * management beans of the JVM are not used, because they load hundreds of classes.
 *
 * @param programNanos the processor time of the programs that it ran, used where there is no such folder
 */
public record OwnProcessCost(Path folder, LongSupplier programNanos) implements ProcessCost {
    /** Index of UTIME in {@code S 1 2 2 0 -1 4194560 1 2 3 4 UTIME STIME CUTIME CSTIME}, after the name. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    /** The unit of times in {@code stat}, the same on every Linux (USER_HZ). */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final String RESIDENT = "VmRSS:";

    public static OwnProcessCost here() {
        return new OwnProcessCost(Path.of("/proc/self"), Platform.of(OperatingSystem.current())::programNanos);
    }

    @Override
    public long cpuNanos() {
        try {
            return cpuNanos(read("stat"));
        } catch (IOException e) {
            return programNanos.getAsLong() + ownNanos();
        }
    }

    @Override
    public long residentBytes() {
        try {
            return residentBytes(read("status"));
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ownNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    static long cpuNanos(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", FIRST_TIME + TIMES + 1);
        long ticks = 0;
        for (int i = FIRST_TIME; i < FIRST_TIME + TIMES && i < fields.length; i++) {
            ticks += number(fields[i]);
        }
        return ticks * NANOS_PER_TICK;
    }

    /** {@code VmRSS:	   53248 kB}. */
    public static long residentBytes(String status) {
        int at = status.indexOf(RESIDENT);
        int end = status.indexOf(" kB", at);
        return at < 0 || end < 0
                ? 0
                : number(status.substring(at + RESIDENT.length(), end).strip()) * 1024;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private String read(String name) throws IOException {
        return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1);
    }
}
