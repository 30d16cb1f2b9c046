package netmon.service.benchmarks;

import netmon.service.load.OwnProcessCost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program that runs many ticks in which connections are opened and closed and old rows are compacted. */
public final class ManyTicks {
    private static final int CONNECTIONS = 200;
    private static final int MOVING = 50;
    private static final int APPS = 20;

    private ManyTicks() {}

    /** Prints the growth after the first fifth of the ticks: threads, descriptors, resident bytes. */
    public static void main(String... arguments) throws Exception {
        int ticks = Integer.parseInt(arguments[0]);
        CrowdedLinux machine = new CrowdedLinux(CONNECTIONS, MOVING, APPS);
        try (CrowdedService service = CrowdedService.start(machine)) {
            Held early = Held.now();
            for (int i = 1; i <= ticks; i++) {
                machine.replaceSocket(i % CONNECTIONS);
                service.second();
                service.compact();
                if (i == ticks / 5) {
                    early = Held.now();
                }
            }
            Held late = Held.now();
            System.out.println((late.threads - early.threads)
                    + " " + (late.descriptors - early.descriptors)
                    + " " + (late.residentBytes - early.residentBytes));
        }
    }

    private record Held(long threads, long descriptors, long residentBytes) {
        static Held now() throws IOException {
            System.gc(); // only reachable objects count
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return new Held(
                        Thread.getAllStackTraces().size(),
                        open.count(),
                        OwnProcessCost.residentBytes(Files.readString(Path.of("/proc/self/status"))));
            }
        }
    }
}
