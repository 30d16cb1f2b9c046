package netmon.store;

import static netmon.store.Samples.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import netmon.model.App;
import netmon.model.LastReading;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.store.blocks.LocalHours;
import netmon.store.blocks.Tier;
import netmon.store.files.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the sums with those of a simple model after random samples, clock steps, compaction, restarts and crashes.
 * {@code -Dnetmon.operations=1000000} runs longer.
 */
class CompactionModelTest {
    private static final int OPERATIONS = Integer.getInteger("netmon.operations", 4_000);
    private static final Retention TIERS =
            new Retention(Duration.ofHours(1), Duration.ofHours(5), Duration.ofHours(10));
    private static final List<String> NAMES = List.of("Slack", "curl", "Google Chrome", App.UNATTRIBUTED);
    private static final List<String> LINKS = List.of("en0", "en1", "utun3", "lo0");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, UTC, false", "2, Europe/Berlin, true", "3, Asia/Kathmandu, false", "4, Australia/Lord_Howe, true"})
    void theSumsEqualThoseOfTheModel(int seed, String zone, boolean withDetail) throws Exception {
        try (Run run = new Run(seed, ZoneId.of(zone), withDetail)) {
            for (int i = 0; i < OPERATIONS; i++) {
                run.operation();
                if (i % (OPERATIONS / 10) == 0) {
                    run.check();
                }
            }
            run.check();
            run.checkTiers();
            run.checkDetail();
        }
    }

    private final class Run implements AutoCloseable {
        private final Random random;
        private final ZoneId zone;
        private final Model model;
        private final boolean withDetail;
        private Path file = folder.resolve("netmon.db");
        private TrafficWriter log;
        private Compaction compaction;
        private int crashes;

        /** Shortly before the clocks in Europe are set back. */
        private long now = 1_792_860_000;

        private long counter;
        private final boolean[] counted = {true, true, false, false};

        Run(int seed, ZoneId zone, boolean withDetail) throws StoreException {
            this.random = new Random(seed);
            this.zone = zone;
            this.model = new Model(new LocalHours(zone));
            this.withDetail = withDetail;
            this.log = TrafficWriter.open(file, zone);
            this.compaction = log.compaction(TIERS);
            if (withDetail) {
                log.storeDetail();
            }
        }

        void operation() throws Exception {
            int dice = random.nextInt(1000);
            if (dice < 600) {
                append();
            } else if (dice < 985) {
                compact();
            } else if (dice < 990) {
                now += random.nextInt(10_000) - 5_000;
            } else if (dice < 991 && withDetail) {
                purgeDetail();
            } else if (dice < 993) {
                restart();
            } else if (dice < 995) {
                crash();
            } else if (dice < 998) {
                int link = random.nextInt(LINKS.size());
                counted[link] = !counted[link];
            } else {
                fail();
            }
        }

        private void append() throws StoreException {
            Sample sample = sample();
            log.append(sample);
            model.add(sample);
        }

        private Sample sample() {
            now += random.nextInt(60);
            counter += 7;
            Samples sample = Samples.at(now).counters("boot", reading("en0", "1", counter, counter * 2));
            long in = 0;
            long out = 0;
            for (int i = 0; i < LINKS.size(); i++) {
                long moved = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000);
                if (counted[i]) {
                    sample.counted(LINKS.get(i), moved, moved / 9);
                    in += moved;
                    out += moved / 9;
                } else {
                    sample.uncounted(LINKS.get(i), moved, moved / 9);
                }
            }
            share(sample, in, out);
            return sample.sample();
        }

        private void share(Samples sample, long in, long out) {
            long restIn = in;
            long restOut = out;
            for (int i = 0; i < NAMES.size() - 1; i++) {
                long partIn = random.nextBoolean() ? 0 : random.nextLong(restIn + 1);
                long partOut = random.nextBoolean() ? 0 : random.nextLong(restOut + 1);
                boolean guessed = random.nextInt(4) == 0;
                sample.app(NAMES.get(i), partIn, partOut, guessed ? partIn / 2 : 0, guessed ? partOut : 0);
                divide(sample, NAMES.get(i), partIn, partOut);
                restIn -= partIn;
                restOut -= partOut;
            }
            sample.app(App.UNATTRIBUTED, restIn, restOut);
        }

        /** Divides an application's bytes among destinations; some of them may have no known one. */
        private void divide(Samples sample, String app, long in, long out) {
            long known = withDetail ? random.nextLong(in + 1) : 0;
            if (withDetail && in + out > 0) {
                sample.part(app, "p" + random.nextInt(3), "10.0.0." + random.nextInt(250), known, out);
                sample.part(app, "p", "*", in - known, 0);
            }
        }

        private void compact() throws StoreException {
            int steps = random.nextInt(8);
            for (int i = 0; i < steps && compaction.step(now); i++) {
                assertTrue(now > 0);
            }
        }

        private void purgeDetail() throws StoreException {
            if (random.nextInt(20) == 0) {
                log.purgeDetail();
            }
        }

        private void restart() throws StoreException {
            log.close();
            reopen();
        }

        /** Copies the files while they are open: a killed service leaves them in this state. */
        private void crash() throws IOException, StoreException {
            crashes++;
            Path copy = folder.resolve("after-" + crashes + ".db");
            Files.copy(file, copy);
            Files.copy(PrivateFiles.beside(file, "-wal"), PrivateFiles.beside(copy, "-wal"));
            log.close();
            Files.delete(file);
            file = copy;
            reopen();
        }

        private void reopen() throws StoreException {
            log = TrafficWriter.open(file, zone);
            compaction = log.compaction(TIERS);
            if (withDetail && random.nextInt(4) > 0) { // at times the user has turned it off
                log.storeDetail();
            }
            LastReading last = log.lastReading();
            if (counter > 0) {
                assertNotNull(last);
                assertEquals(counter, last.counters().interfaces().get(0).received());
            }
        }

        /** Appends a sample that cannot be stored at first, and compacts meanwhile. */
        private void fail() throws Exception {
            Sample sample = sample();
            log.database().script("ALTER TABLE last_readings RENAME TO away");
            assertNotNull(failure(sample));
            log.database().script("ALTER TABLE away RENAME TO last_readings");
            compact();
            log.append(sample);
            model.add(sample);
        }

        private @Nullable StoreException failure(Sample sample) {
            try {
                log.append(sample);
                return null;
            } catch (StoreException e) {
                return e;
            }
        }

        void check() throws StoreException {
            Verification verification = Verifier.verify(file, (done, of) -> {});
            assertNull(verification.difference());
            assertNull(verification.damage());
            try (TrafficReader report = TrafficReader.open(file)) {
                for (Map.Entry<Long, Model.Hour> each : model.hours.entrySet()) {
                    long start = each.getKey();
                    Period hour = new Period(start, new LocalHours(zone).end(start), "");
                    Model.Hour expected = each.getValue();
                    assertEquals(Set.copyOf(expected.apps.values()), Set.copyOf(report.apps(hour)));
                    assertEquals(Set.copyOf(expected.interfaces.values()), Set.copyOf(report.interfaces(hour)));
                }
                Period all = new Period(0, Long.MAX_VALUE, "");
                assertEquals(
                        names(),
                        new TreeSet<>(
                                report.apps(all).stream().map(app -> app.app()).toList()));
            }
        }

        void checkTiers() throws StoreException {
            for (Tier tier : Tier.values()) {
                assertNotEquals(
                        0,
                        log.database()
                                .number(
                                        "SELECT count(*) FROM blocks WHERE tier = ?1"
                                                + " OR (tier = ?1 - 1 AND compacted_to > earliest)",
                                        tier.number()));
            }
        }

        /** That they add up to the applications, {@link #check} has verified. */
        void checkDetail() throws StoreException {
            assertEquals(
                    withDetail ? 3 : 0,
                    log.database()
                            .number("SELECT count(*) FROM sqlite_master WHERE name IN"
                                    + " ('detail_names', 'detail_buckets', 'detail_traffic')"));
            if (withDetail) {
                assertNotEquals(0, log.database().number("SELECT count(*) FROM detail_traffic WHERE kind = 0"));
                assertNotEquals(0, log.database().number("SELECT count(*) FROM detail_buckets WHERE tier >= 2"));
            }
        }

        private Set<String> names() {
            Set<String> names = new TreeSet<>();
            model.hours.values().forEach(hour -> names.addAll(hour.apps.keySet()));
            return names;
        }

        @Override
        public void close() throws StoreException {
            log.close();
        }
    }
}
