package netmon.service;

import java.util.concurrent.TimeUnit;
import netmon.model.SocketTable;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.NtstatSockets;
import netmon.scan.macos.ntstat.UnknownLengths;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A poll of 2,000 sources of macOS's kernel control; what the kernel takes is not in it. At most 1.5 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NtstatBenchmark {
    private static final int SOURCES = 2000;

    private final CrowdedNtstat idle = new CrowdedNtstat(SOURCES);
    private final CrowdedNtstat busy = new CrowdedNtstat(SOURCES);
    private final NtstatSockets idleSockets = new NtstatSockets(() -> idle, UnknownLengths.REFUSE, System::nanoTime);
    private final NtstatSockets busySockets = new NtstatSockets(() -> busy, UnknownLengths.REFUSE, System::nanoTime);

    /** None of them has moved. */
    @Benchmark
    public SocketTable ntstatIdle() throws ScanException {
        return idleSockets.read();
    }

    /** All of them have moved. */
    @Benchmark
    public SocketTable ntstatBusy() throws ScanException {
        busy.second();
        return busySockets.read();
    }
}
