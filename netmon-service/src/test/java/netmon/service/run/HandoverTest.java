package netmon.service.run;

import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.LastReading;
import netmon.model.Sample;
import netmon.store.TrafficWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoverTest {
    private static final long T = 1_795_435_200L;
    private static final Counters COUNTERS =
            new Counters("boot", List.of(new Interface("eth0", "2", false, List.of(), 500, 30)));

    @TempDir
    private Path folder;

    @Test
    void anIdleTimeIsNoTimeWithoutNetmon() throws Exception {
        LastReading idle = new LastReading(T - 9_000, false, COUNTERS, List.of());
        assertEquals(new LastReading(T, true, COUNTERS, List.of()), goOn(new Handover(List.of(), idle, "deleted", T)));
    }

    @Test
    void theTimeSinceTheLastWaitingSampleIsNoTimeWithoutNetmon() throws Exception {
        Sample waits = new Sample(T - 40, 0, Delta.NONE, List.of(), COUNTERS, List.of());
        assertEquals(
                new LastReading(T, true, COUNTERS, List.of()), goOn(new Handover(List.of(waits), null, "deleted", T)));
    }

    @Test
    void atTheStartOfTheProcessAnEmptyDatabaseGetsABaseline() throws Exception {
        assertNull(goOn(Handover.NOTHING));
    }

    private @Nullable LastReading goOn(Handover left) throws Exception {
        try (TrafficWriter log = TrafficWriter.open(folder.resolve("netmon.db"))) {
            return left.continueIn(log, null);
        }
    }
}
