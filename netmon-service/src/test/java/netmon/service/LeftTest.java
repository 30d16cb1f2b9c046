package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.Sample;
import netmon.store.LastReading;
import netmon.store.TrafficLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftTest {
    private static final long T = 1_795_435_200L;
    private static final Counters COUNTERS =
            new Counters("boot", List.of(new Interface("eth0", "2", false, List.of(), 500, 30)));

    @TempDir
    private Path folder;

    @Test
    void theTimeInWhichNothingMovedIsNoneInWhichNetmonDidNotRun() throws Exception {
        LastReading idle = new LastReading(T - 9_000, false, COUNTERS, List.of());
        assertEquals(new LastReading(T, true, COUNTERS, List.of()), goOn(new Left(List.of(), idle, "deleted", T)));
    }

    @Test
    void norIsTheTimeSinceTheLastSampleThatWaits() throws Exception {
        Sample waits = new Sample(T - 40, 0, Delta.NONE, List.of(), COUNTERS, List.of());
        assertEquals(new LastReading(T, true, COUNTERS, List.of()), goOn(new Left(List.of(waits), null, "deleted", T)));
    }

    @Test
    void atTheStartOfTheProcessAnEmptyDatabaseBeginsWithABaseline() throws Exception {
        assertNull(goOn(Left.NOTHING));
    }

    private @Nullable LastReading goOn(Left left) throws Exception {
        try (TrafficLog log = TrafficLog.open(folder.resolve("netmon.db"))) {
            return left.goOn(log, null);
        }
    }
}
