package netmon.service.sources;

import netmon.model.OperatingSystem;
import netmon.platform.Platform;
import netmon.scan.Clock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The clocks of the live machine. */
public final class SystemClock implements Clock {
    /** On Linux the seconds since the start, including sleep, in hundredths: {@code 1234.56 2345.67}. */
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final boolean hasUptime = Files.isReadable(UPTIME);
    private final Platform platform = Platform.of(OperatingSystem.current());

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public long bootNanos() {
        if (hasUptime) {
            return uptime();
        }
        long now = System.nanoTime();
        return now + platform.asleepNanos(System.currentTimeMillis(), now);
    }

    private static long uptime() {
        try {
            String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
            return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e9);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("reading " + UPTIME, e);
        }
    }
}
