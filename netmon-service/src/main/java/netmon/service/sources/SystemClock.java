package netmon.service.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import netmon.model.OperatingSystem;
import netmon.platform.Platform;
import netmon.scan.Clock;
import netmon.service.log.FailureLog;

/** The clocks of the live machine. */
public final class SystemClock implements Clock {
    /** On Linux the seconds since the start, including sleep, in hundredths: {@code 1234.56 2345.67}. */
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final boolean hasUptime = Files.isReadable(UPTIME);
    private final Platform platform = Platform.of(OperatingSystem.current());
    private final FailureLog failures = new FailureLog("clock of sleep");

    /** How far the last good boot clock was ahead of the monotonic one. */
    private long ahead;

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    /** While the boot clock cannot be read, the machine counts as awake: netmon measures without this clock too. */
    @Override
    public synchronized long bootNanos() {
        Long boot = failures.call(this::readBoot);
        long now = System.nanoTime();
        if (boot != null) {
            ahead = boot - now;
        }
        return now + ahead;
    }

    private long readBoot() throws IOException {
        if (hasUptime) {
            return uptime();
        }
        long now = System.nanoTime();
        return now + platform.asleepNanos(System.currentTimeMillis(), now);
    }

    private static long uptime() throws IOException {
        return nanos(Files.readString(UPTIME, StandardCharsets.ISO_8859_1));
    }

    static long nanos(String text) throws IOException {
        try {
            return Math.round(Double.parseDouble(text.split(" ", 2)[0]) * 1e9);
        } catch (NumberFormatException e) { // some containers put a file of their own there
            throw new IOException(UPTIME + " holds no number: " + text.strip(), e);
        }
    }
}
