package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.scan.ScanException;
import netmon.store.Verification;
import netmon.store.Verifier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random seconds, restarts, kills, resets, compactions and failures; afterwards the sums must equal those of the
 * counters. {@code -Dnetmon.operations=250000} runs longer, as scripts/soak-operations does.
 */
class OperationsTest {
    private static final int OPERATIONS = Integer.getInteger("netmon.operations", 1_500);
    private static final int CHECKS = 5;

    private static final List<String> APPS = List.of("curl", "Slack", "Google Chrome", "ssh", "Mail");

    /** More than is moved between two commits, so that a counter that restarts below it is recognised as reset. */
    private static final long MUCH = 1L << 30;

    private static final int LITTLE = 1_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 10, true", "3, 1, true", "4, 60, false"})
    void everyByteIsThereOnce(int seed, int commitEvery, boolean withDetail) throws Exception {
        Path file = folder.resolve("netmon.db");
        try (Bench bench = Bench.start(file, Duration.ofSeconds(commitEvery))) {
            bench.storeDetail(withDetail);
            bench.stop();
            bench.start(true);
            Run run = new Run(bench, new Random(seed), file);
            for (int i = 1; i <= OPERATIONS; i++) {
                run.operation();
                if (i % (OPERATIONS / CHECKS) == 0) {
                    run.check();
                }
            }
            assertEquals(withDetail, run.hasDetail());
        }
    }

    private static final class Run {
        private final Bench bench;
        private final Random random;
        private final Path file;

        /** The expected bytes of each interface. */
        private final Map<String, Traffic> moved = new TreeMap<>();

        Run(Bench bench, Random random, Path file) {
            this.bench = bench;
            this.random = random;
            this.file = file;
        }

        void operation() throws StoreException {
            int dice = random.nextInt(1000);
            if (dice < 700) {
                move();
                bench.second();
            } else if (dice < 800) {
                bench.seconds(random.nextInt(20));
            } else if (dice < 880) {
                bench.compact(random.nextInt(40));
            } else if (dice < 910) {
                pause(false);
            } else if (dice < 940) {
                pause(true);
            } else if (dice < 950) {
                reset();
            } else if (dice < 960) {
                reboot();
            } else if (dice < 970) {
                cannotRead();
            } else if (dice < 980) {
                bench.sockets.fail(random.nextBoolean() ? new ScanException("no sockets") : null);
            } else {
                time();
            }
        }

        private void move() {
            for (String app : APPS) {
                if (random.nextInt(3) == 0) {
                    Traffic traffic = new Traffic(random.nextInt(60_000), random.nextInt(9_000));
                    bench.moves(app, traffic.received(), traffic.sent());
                    add("eth0", traffic);
                }
            }
            moveUnseen("lo", random.nextInt(5_000));
            moveUnseen("eth0", random.nextInt(500)); // without a socket
        }

        private void moveUnseen(String name, long bytes) {
            bench.interfaces.moves(name, bytes, bytes / 3);
            add(name, new Traffic(bytes, bytes / 3));
        }

        private void add(String name, Traffic traffic) {
            moved.merge(name, traffic, Traffic::plus);
        }

        /** Stops the service for a while in which bytes move. */
        private void pause(boolean killed) throws StoreException {
            if (killed) {
                bench.kill();
            } else {
                bench.stop();
            }
            bench.clock.pass(random.nextInt(3_600_000));
            move();
            bench.start(true);
            bench.second();
        }

        private void reset() throws StoreException {
            moveUnseen("eth0", MUCH);
            bench.stop();
            bench.start(true);
            bench.second();
            begin("eth0");
            bench.second();
        }

        private void reboot() throws StoreException {
            bench.stop();
            bench.interfaces.reboot();
            begin("eth0");
            begin("lo");
            bench.start(true);
            bench.second();
        }

        private void begin(String name) {
            Traffic first = new Traffic(random.nextInt(LITTLE), random.nextInt(LITTLE));
            bench.interfaces.reset(name, first.received(), first.sent());
            add(name, first);
        }

        private void cannotRead() {
            bench.interfaces.fail(new ScanException("no interfaces"));
            move();
            bench.seconds(1 + random.nextInt(5));
            bench.interfaces.fail(null);
            bench.second();
        }

        private void time() {
            switch (random.nextInt(3)) {
                case 0 -> bench.clock.step(random.nextInt(7_200_000) - 3_600_000L);
                case 1 -> bench.clock.sleep(random.nextInt(28_800_000));
                default -> bench.clock.pass(random.nextInt(1_200_000));
            }
            bench.second();
        }

        void check() throws StoreException, SQLException {
            bench.stop();
            assertEquals(model(), bench.rows.interfaces());
            assertEquals(List.of(), bench.rows.unequal());
            Traffic counted = moved.getOrDefault("eth0", Traffic.NONE);
            assertEquals(
                    List.of(counted.received() + " " + counted.sent()),
                    bench.rows.of("SELECT sum(bytes_in), sum(bytes_out) FROM app_traffic_logs"));
            Verification verification = Verifier.verify(file, (done, of) -> {});
            assertTrue(verification.isSound(), verification::toString);
            bench.start(true);
            bench.second();
        }

        /** Whether any bytes are stored by process, destination and so on; {@link #check} verifies that they add up. */
        boolean hasDetail() throws SQLException {
            return !bench.rows
                            .of("SELECT name FROM sqlite_master WHERE name = 'detail_traffic'")
                            .isEmpty()
                    && !bench.rows
                            .of("SELECT 1 FROM detail_traffic WHERE kind = 0 LIMIT 1")
                            .isEmpty();
        }

        private List<String> model() {
            return moved.entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue().received() + " "
                            + each.getValue().sent())
                    .toList();
        }
    }
}
