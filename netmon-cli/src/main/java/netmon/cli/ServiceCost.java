package netmon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the service itself takes of the machine.
 *
 * @param cpu its time on processors since its start
 * @param memory bytes in memory; 0 where the system does not tell
 */
record ServiceCost(Duration cpu, long memory) {
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;
    private static final long PS_SECONDS = 5;

    /** Of the process with this number; nothing where it is gone or another user's. */
    static ServiceCost of(long pid) {
        Duration cpu = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        return new ServiceCost(cpu, memory(pid));
    }

    private static long memory(long pid) {
        try {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            return Files.exists(status) ? resident(Files.readString(status)) : kib(ps(pid));
        } catch (IOException e) {
            return 0;
        }
    }

    /** @param status what Linux tells of a process: {@code VmRSS:     53632 kB} */
    static long resident(String status) {
        return status.lines()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> kib(line.substring(RESIDENT.length()).replace("kB", "")))
                .findFirst()
                .orElse(0);
    }

    private static long kib(String number) {
        try {
            return Long.parseLong(number.strip()) * KIB;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String ps(long pid) throws IOException {
        Process ps = new ProcessBuilder("/bin/ps", "-o", "rss=", "-p", Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = ps.getInputStream()) {
            ps.getOutputStream().close();
            if (!ps.waitFor(PS_SECONDS, TimeUnit.SECONDS)) {
                return "";
            }
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            ps.destroyForcibly();
        }
    }

    /** The share of one processor since the start. */
    double share(long seconds) {
        return seconds <= 0 ? 0 : (double) cpu.toMillis() / TimeUnit.SECONDS.toMillis(seconds);
    }
}
