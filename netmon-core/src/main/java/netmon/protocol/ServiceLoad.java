package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much processor time and memory the service uses, and how punctual its ticks are.
 *
 * <pre>
 * load cpu_ms=5230 cpu_permyriad=42 memory=54525952 late=3 missed=2 spacing=4
 * tick median_us=1200 longest_us=8030
 * lateness median_us=700 longest_us=12100
 * interface_read median_us=100 longest_us=400
 * socket_read median_us=800 longest_us=3000
 * compaction steps=5120 long_steps=3 usual_ms=12 longest_us=48100
 * </pre>
 *
 * @param cpuPermyriad share of one core in the last minute, in parts of 10,000
 * @param memory resident bytes; 0 if unknown
 * @param lateTicks ticks that started after a quarter of their interval, since the start
 * @param missedTicks ticks that were left out, since the start
 * @param spacing ticks from one socket read to the next; 1 unless the service saves processor time
 * @param ticks how long ticks take; the four times are those of the last ten minutes, null before the first
 * @param compaction null before the first step
 */
public record ServiceLoad(
        long cpuMillis,
        long cpuPermyriad,
        long memory,
        long lateTicks,
        long missedTicks,
        long spacing,
        @Nullable TimeSpread ticks,
        @Nullable TimeSpread lateness,
        @Nullable TimeSpread interfaceReads,
        @Nullable TimeSpread socketReads,
        @Nullable CompactionLoad compaction) {
    private static final String WORD = "load";
    private static final String TICK = "tick";
    private static final String LATENESS = "lateness";
    private static final String INTERFACE_READ = "interface_read";
    private static final String SOCKET_READ = "socket_read";
    private static final String COMPACTION = "compaction";

    /** The median and the maximum of some durations, in microseconds. */
    public record TimeSpread(long medianMicros, long longestMicros) {}

    /**
     * The steps that put old rows together, since the start.
     *
     * @param longSteps steps of more than 50 ms
     * @param usualMillis the longest of 99 in 100 steps
     */
    public record CompactionLoad(long steps, long longSteps, long usualMillis, long longestMicros) {}

    List<MessageLine> lines() {
        List<MessageLine> lines = new ArrayList<>();
        lines.add(new MessageLine(WORD)
                .with("cpu_ms", cpuMillis)
                .with("cpu_permyriad", cpuPermyriad)
                .with("memory", memory)
                .with("late", lateTicks)
                .with("missed", missedTicks)
                .with("spacing", spacing));
        addTimes(lines, TICK, ticks);
        addTimes(lines, LATENESS, lateness);
        addTimes(lines, INTERFACE_READ, interfaceReads);
        addTimes(lines, SOCKET_READ, socketReads);
        if (compaction != null) {
            lines.add(new MessageLine(COMPACTION)
                    .with("steps", compaction.steps)
                    .with("long_steps", compaction.longSteps)
                    .with("usual_ms", compaction.usualMillis)
                    .with("longest_us", compaction.longestMicros));
        }
        return lines;
    }

    static @Nullable ServiceLoad read(Message message) throws MessageException {
        return message.item(
                WORD,
                line -> new ServiceLoad(
                        line.count("cpu_ms"),
                        line.count("cpu_permyriad"),
                        line.count("memory"),
                        line.count("late"),
                        line.count("missed"),
                        line.count("spacing"),
                        message.item(TICK, ServiceLoad::times),
                        message.item(LATENESS, ServiceLoad::times),
                        message.item(INTERFACE_READ, ServiceLoad::times),
                        message.item(SOCKET_READ, ServiceLoad::times),
                        message.item(COMPACTION, ServiceLoad::compaction)));
    }

    private static void addTimes(List<MessageLine> lines, String word, @Nullable TimeSpread times) {
        if (times != null) {
            lines.add(new MessageLine(word)
                    .with("median_us", times.medianMicros)
                    .with("longest_us", times.longestMicros));
        }
    }

    private static TimeSpread times(MessageLine line) throws MessageException {
        return new TimeSpread(line.count("median_us"), line.count("longest_us"));
    }

    private static CompactionLoad compaction(MessageLine line) throws MessageException {
        return new CompactionLoad(
                line.count("steps"), line.count("long_steps"), line.count("usual_ms"), line.count("longest_us"));
    }
}
