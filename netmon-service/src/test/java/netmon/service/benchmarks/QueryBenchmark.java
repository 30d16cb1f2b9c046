package netmon.service.benchmarks;

import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The queries of the command, on a connection that is opened each time; the system property {@value #FILE} names the
 * database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QueryBenchmark {
    /** The end of the history that {@code scripts/make-history} writes: the present second. */
    static final String FILE = "netmon.history";

    private static final long DAY_SECONDS = 86_400;

    private final Path file = Path.of(System.getProperty(FILE, "netmon.db"));
    private final long now = System.currentTimeMillis() / 1000;

    @Benchmark
    public List<AppTraffic> lastDay() throws StoreException {
        return apps(now - DAY_SECONDS);
    }

    @Benchmark
    public List<AppTraffic> all() throws StoreException {
        return apps(0);
    }

    private List<AppTraffic> apps(long from) throws StoreException {
        try (TrafficReader report = TrafficReader.open(file)) {
            return report.apps(new Period(from, now + 1, ""));
        }
    }
}
