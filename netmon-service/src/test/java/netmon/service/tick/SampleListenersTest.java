package netmon.service.tick;

import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Sample;
import netmon.service.fakes.LogRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleListenersTest {
    private final List<String> received = new ArrayList<>();
    private boolean fails = true;
    private final SampleListeners listeners = new SampleListeners()
            .add("first", (sample, claims) -> received.add("first " + sample.at()))
            .add("export", (sample, claims) -> {
                if (fails) {
                    throw new IllegalStateException("defect");
                }
                received.add("export " + sample.at());
            })
            .add("last", (sample, claims) -> received.add("last " + sample.at()));

    private void take(long at) {
        listeners.take(new Sample(at, 0, Delta.NONE, List.of(), new Counters("", List.of()), List.of()), List.of());
    }

    @Test
    void aListenerThatFailsCostsTheOthersNothingAndIsLoggedOnceUntilItWorksAgain() {
        try (LogRecord log = new LogRecord()) {
            take(1);
            take(2);
            fails = false;
            take(3);

            assertEquals(List.of("first 1", "last 1", "first 2", "last 2", "first 3", "export 3", "last 3"), received);
            assertEquals(
                    List.of("trouble with the export, caused by a defect of netmon", "the export can be used again"),
                    log.atLeast(Level.INFO));
        }
    }
}
