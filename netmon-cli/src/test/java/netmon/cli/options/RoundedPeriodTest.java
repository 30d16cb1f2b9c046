package netmon.cli.options;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import netmon.cli.History;
import netmon.cli.Moment;
import netmon.cli.Run;
import netmon.model.Retention;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundedPeriodTest {
    private static final long NOW = History.second("2026-11-04T15:30");
    private static final long TWO_HOURS = 7200;

    @TempDir
    private Path home;

    @Test
    void aPeriodWithinMergedRowsIsWidenedAndTheMessageSaysSo() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        for (long each = NOW - 3 * TWO_HOURS; each < NOW; each += 60) {
            History.append(database, Moment.at(each).app("ssh", 1_000, 0));
        }
        try (TrafficWriter log = TrafficWriter.open(database)) {
            Compaction compaction = log.compaction(Retention.DEFAULT);
            boolean working = true;
            while (working) {
                working = compaction.step(NOW);
            }
        }

        Run run = Run.of(History.environment(home), "--from", "2026-11-04 10:10:20", "--to", "2026-11-04 10:10:40");

        assertTrue(run.err().startsWith("netmon: Older data is kept per minute; showing "), run.all() + run.err());
    }
}
