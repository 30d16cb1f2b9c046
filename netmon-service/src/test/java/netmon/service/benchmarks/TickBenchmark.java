package netmon.service.benchmarks;

import netmon.model.StoreException;
import netmon.scan.ScanException;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One tick with 2,000 connections, from the machine's answers to the commit, without the time of the kernel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TickBenchmark {
    private static final int SOCKETS = 2000;
    private static final int FEW = 20;
    private static final int APPS = 50;

    private CrowdedService fewMove;
    private CrowdedService allMove;

    @Setup
    public void start() throws IOException, StoreException, ScanException {
        fewMove = CrowdedService.start(new CrowdedLinux(SOCKETS, FEW, APPS));
        allMove = CrowdedService.start(new CrowdedLinux(SOCKETS, SOCKETS, APPS));
    }

    @Benchmark
    public void tick2000SocketsOfWhich20Move() {
        fewMove.second();
    }

    @Benchmark
    public void tick2000SocketsThatAllMove() {
        allMove.second();
    }

    @TearDown
    public void close() throws StoreException, IOException {
        fewMove.close();
        allMove.close();
    }
}
