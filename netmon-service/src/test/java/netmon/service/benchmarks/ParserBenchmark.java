package netmon.service.benchmarks;

import netmon.model.SocketTable;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.linux.sockets.SockDiag;
import netmon.scan.lsof.Lsof;
import netmon.scan.macos.NetstatSockets;
import netmon.scan.macos.Nettop;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The time in which each source parses an answer with 2,000 connections, without the time of the system. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ParserBenchmark {
    private static final int SOCKETS = 2000;
    private static final int APPS = 50;

    private final CrowdedLinux linux = new CrowdedLinux(SOCKETS, SOCKETS, APPS);
    private final SocketSource sockDiag = new SockDiag(linux, linux);
    private final Machine mac = new CrowdedMac(SOCKETS);
    private final SocketSource netstat = new NetstatSockets(mac);
    private final SocketSource nettop = Nettop.source(mac);
    private final SocketSource lsof = Lsof.source(mac);

    /** Moves bytes on all connections. */
    @Benchmark
    public SocketTable sockDiag() throws ScanException {
        linux.second();
        return sockDiag.read();
    }

    @Benchmark
    public SocketTable netstat() throws ScanException {
        return netstat.read();
    }

    @Benchmark
    public SocketTable nettop() throws ScanException {
        return nettop.read();
    }

    @Benchmark
    public SocketTable lsof() throws ScanException {
        return lsof.read();
    }
}
