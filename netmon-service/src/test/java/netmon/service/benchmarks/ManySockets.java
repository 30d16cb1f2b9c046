package netmon.service.benchmarks;

import netmon.scan.ProgramOutput;
import netmon.scan.linux.sockets.SockDiag;
import netmon.service.fakes.FakeKernel;
import netmon.service.fakes.FakeSockets;
import netmon.service.run.Bench;

import java.nio.file.Path;
import java.util.List;

/** A program that runs the service with many connections of one application, each of which moves bytes every second. */
final class ManySockets {
    /** The bytes that each connection receives in a second. */
    private static final long BYTES = 1000;

    private static final int SECONDS = 6;

    private ManySockets() {}

    /** Prints the database's sums of each application. */
    public static void main(String... arguments) throws Exception {
        int connections = Integer.parseInt(arguments[1]);
        StringBuilder owners = new StringBuilder();
        for (int inode = 1; inode <= connections; inode++) {
            owners.append(inode).append("\t100\n");
        }
        FakeKernel kernel = new FakeKernel(connections).answers("socket owners", ProgramOutput.of(owners.toString()));
        FakeSockets processes = new FakeSockets();
        processes.moves("server", 0, 0);
        try (Bench bench = Bench.start(Path.of(arguments[0]), List.of(new SockDiag(kernel, processes)))) {
            bench.sockets.moves("server", 0, 0);
            for (int second = 0; second < SECONDS; second++) {
                kernel.receives(BYTES);
                bench.interfaces.moves("eth0", connections * BYTES, 0);
                bench.second();
            }
            System.out.println(bench.rows.apps());
        }
    }
}
