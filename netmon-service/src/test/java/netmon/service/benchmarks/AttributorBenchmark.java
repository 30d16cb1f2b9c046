package netmon.service.benchmarks;

import netmon.attribution.Attributor;
import netmon.attribution.Claim;
import netmon.attribution.SocketDeltas;
import netmon.attribution.SocketTraffic;
import netmon.attribution.UnmeasuredLimits;
import netmon.model.AppTraffic;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.ScanException;
import netmon.scan.linux.sockets.SockDiag;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The division of bytes among 2,000 connections of 50 applications, all of which move bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AttributorBenchmark {
    private static final int SOCKETS = 2000;
    private static final int APPS = 50;

    /** More than the claims, so that all of them are granted and some bytes remain. */
    private static final Traffic TOTAL = new Traffic(4_000_000, 400_000);

    private SocketTable one;
    private SocketTable other;
    private final SocketDeltas sockets = new SocketDeltas();
    private final Attributor attributor = new Attributor();
    private final List<Claim> claims = new ArrayList<>();
    private boolean turn;

    @Setup
    public void look() throws ScanException {
        CrowdedLinux machine = new CrowdedLinux(SOCKETS, SOCKETS, APPS);
        SockDiag source = new SockDiag(machine, machine);
        one = source.read();
        machine.second();
        other = source.read();
        sockets.update(one);
        for (SocketTraffic each : sockets.update(other)) {
            long pid = each.socket().owners().get(0).pid();
            claims.add(new Claim(List.of("app" + pid), each));
        }
    }

    /** The bytes of each connection between two polls. */
    @Benchmark
    public List<SocketTraffic> differences() {
        turn = !turn;
        return sockets.update(turn ? one : other);
    }

    /** The owners of the bytes. */
    @Benchmark
    public List<AppTraffic> split() {
        return attributor.split(TOTAL, claims, UnmeasuredLimits.UNKNOWN);
    }
}
