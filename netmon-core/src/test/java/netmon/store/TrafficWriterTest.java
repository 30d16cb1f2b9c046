package netmon.store;

import static netmon.store.Samples.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Gap;
import netmon.model.Interface;
import netmon.model.InterfaceTotal;
import netmon.model.LastReading;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.model.Substitute;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficWriterTest {
    private static final long T = 1_790_000_100; // the start of a quarter of an hour
    private static final Period ALL = new Period(0, Long.MAX_VALUE, "all");

    @TempDir
    Path folder;

    @Test
    void aSampleIsStoredCompletely() throws StoreException {
        append(Samples.at(T)
                .app("Slack", 100, 10)
                .app(App.UNATTRIBUTED, 20, 2)
                .counted("en0", 120, 12)
                .uncounted("lo0", 7, 7));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(
                    Set.of(measured("Slack", 100, 10), measured(App.UNATTRIBUTED, 20, 2)),
                    Set.copyOf(report.apps(ALL)));
            assertEquals(
                    Set.of(
                            new InterfaceTotal("en0", new Traffic(120, 12), Traffic.NONE),
                            new InterfaceTotal("lo0", Traffic.NONE, new Traffic(7, 7))),
                    Set.copyOf(report.interfaces(ALL)));
            assertEquals(new Traffic(120, 12), report.counted(ALL));
            assertEquals(T, report.firstTimestamp());
        }
    }

    @Test
    void aPeriodContainsItsFirstSecondAndNotItsEnd() throws StoreException {
        append(
                Samples.at(T).app("a", 1, 0),
                Samples.at(T + 1).app("a", 2, 0),
                Samples.at(T + 2).app("a", 4, 0));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(List.of(measured("a", 3, 0)), report.apps(new Period(T, T + 2, "")));
            assertEquals(List.of(), report.apps(new Period(T + 3, T + 9, "")));
        }
    }

    @Test
    void aFollowerReadsEachNewRowOnce() throws StoreException {
        append(
                Samples.at(T).app("old", 1, 0),
                Samples.at(T + 5).app("a", 2, 1).uncounted("lo0", 3, 3).counted("en0", 2, 1),
                Samples.at(T + 6).app("a", 4, 0).app("b", 8, 0));

        long last;
        try (TrafficReader report = TrafficReader.open(file())) {
            List<WrittenRow> rows = report.writtenApps(0, T + 5);
            assertEquals(
                    List.of("a 2", "a 4", "b 8"),
                    rows.stream()
                            .map(each -> each.name() + " " + each.traffic().received())
                            .toList());
            assertEquals(
                    List.of(false, true),
                    report.writtenInterfaces(0, T + 5).stream()
                            .map(WrittenRow::counted)
                            .toList());
            last = rows.get(2).id();
        }
        append(Samples.at(T + 6).app("a", 16, 0));
        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(16, report.writtenApps(last, T).get(0).traffic().received());
            assertEquals(1, report.writtenApps(last, T).size());
        }
    }

    @Test
    void rowsWithoutBytesAreLeftOut() throws Exception {
        append(Samples.at(T).app("a", 0, 0).counted("en0", 0, 0).counted("en1", 1, 0));

        assertEquals(0, count("app_traffic_logs"));
        assertEquals(1, count("traffic_logs"));
    }

    @Test
    void anIdleSampleWritesNothing() throws Exception {
        Interface still = reading("en0", "1", 5, 5);
        try (TrafficWriter log = TrafficWriter.open(file())) {
            log.append(Samples.at(T).counters("b", still).sample());
            long before = log.database().number("SELECT total_changes()");
            log.append(Samples.at(T + 1).counters("b", still).app("a", 0, 0).sample());
            assertEquals(before, log.database().number("SELECT total_changes()"));
        }
    }

    @Test
    void theEstimatedPartIsStoredBesideTheRow() throws Exception {
        append(
                Samples.at(T).app("a", 100, 50, 30, 0).app("b", 10, 10),
                Samples.at(T + 1).app("a", 1, 1, 1, 1));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(
                    Set.of(new AppTraffic("a", new Traffic(101, 51), new Traffic(31, 1)), measured("b", 10, 10)),
                    Set.copyOf(report.apps(ALL)));
        }
        assertEquals(2, count("app_estimates"));
    }

    @Test
    void aChangeOfStatusAppliesFromItsRowOnEvenIfTheClockIsSetBack() throws Exception {
        append(
                Samples.at(T).uncounted("utun3", 1, 0),
                Samples.at(T + 1).counted("utun3", 10, 0),
                Samples.at(T - 3600).counted("utun3", 100, 0),
                Samples.at(T - 3599).uncounted("utun3", 1000, 0));
        append(Samples.at(T + 2).uncounted("utun3", 10_000, 0));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(
                    List.of(new InterfaceTotal("utun3", new Traffic(110, 0), new Traffic(11_001, 0))),
                    report.interfaces(ALL));
        }
        assertEquals(3, count("interface_counting"));
    }

    @Test
    void theLastReadingsAreReadBackExactly() throws StoreException {
        Interface max = reading("en0", "4", -1, Long.MIN_VALUE); // 2^64 - 1 and 2^63
        Interface other = reading("en0", "9", 1, 2);
        try (TrafficWriter log = TrafficWriter.open(file())) {
            assertNull(log.lastReading());
            log.append(
                    Samples.at(T).counters("b1", max, reading("en7", "", 3, 3)).sample());
            log.append(Samples.at(T + 1).counters("b2", max, other).sample());
        }
        try (TrafficWriter log = TrafficWriter.open(file())) {
            LastReading last = log.lastReading();
            assertNotNull(last);
            assertEquals(T + 1, last.at());
            assertEquals("b2", last.counters().boot());
            assertEquals(Set.of(max, other), Set.copyOf(last.counters().interfaces()));
        }
    }

    @Test
    void theSubstituteOfAStillCounterIsStoredUntilTheCounterMoves() throws StoreException {
        Interface still = reading("en0", "4", 100, 200);
        Interface other = reading("en1", "5", 1, 2);
        try (TrafficWriter log = TrafficWriter.open(file())) {
            log.append(Samples.at(T).counters("b", still, other).sample());
            log.append(Samples.at(T + 1)
                    .counters("b", still, other)
                    .instead("en0", "4", 1050)
                    .sample());
        }
        assertEquals(List.of(new Substitute("en0", "4", 1050)), substitutes());
        append(Samples.at(T + 2).counters("b", still, other));
        assertEquals(List.of(), substitutes());
    }

    private List<Substitute> substitutes() throws StoreException {
        try (TrafficWriter log = TrafficWriter.open(file())) {
            LastReading last = log.lastReading();
            assertNotNull(last);
            return last.substitutes();
        }
    }

    @Test
    void consecutiveGapsAreMerged() throws StoreException {
        append(
                Samples.at(T).gap(Gap.Kind.SOCKETS_UNREADABLE, T, T + 1, 5, 0, "lsof"),
                Samples.at(T + 1)
                        .gap(Gap.Kind.COUNTER_RESET, T + 1, T + 1, 0, 0, "en0")
                        .gap(Gap.Kind.SOCKETS_UNREADABLE, T + 1, T + 2, 7, 1, "lsof"),
                Samples.at(T + 9).gap(Gap.Kind.SOCKETS_UNREADABLE, T + 8, T + 9, 1, 1, "lsof"),
                Samples.at(T + 10).gap(Gap.Kind.CLOCK_STEPPED, T + 10, T - 90, 0, 0, ""));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(
                    List.of(
                            new Gap(Gap.Kind.SOCKETS_UNREADABLE, T, T + 2, new Traffic(12, 1), "lsof"),
                            new Gap(Gap.Kind.COUNTER_RESET, T + 1, T + 1, Traffic.NONE, "en0"),
                            new Gap(Gap.Kind.SOCKETS_UNREADABLE, T + 8, T + 9, new Traffic(1, 1), "lsof"),
                            new Gap(Gap.Kind.CLOCK_STEPPED, T + 10, T - 90, Traffic.NONE, "")),
                    report.gaps(ALL));
            assertEquals(2, report.gaps(new Period(T - 50, T + 1, "")).size(), "the first, and the stepped clock");
        }
    }

    @Test
    void everyKindOfGapIsReadBack() throws StoreException {
        Samples all = Samples.at(T);
        for (Gap.Kind kind : Gap.Kind.values()) {
            all.gap(kind, T, T + 1, 0, 0, "");
        }
        append(all);

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(
                    List.of(Gap.Kind.values()),
                    report.gaps(ALL).stream().map(Gap::kind).toList());
        }
    }

    @Test
    void peaksAreTheHighestRatesOfTheCountedInterfaces() throws StoreException {
        append(
                Samples.at(T).counted("en0", 1000, 10).uncounted("lo0", 9999, 9999),
                Samples.at(T + 1).nanos(2 * Samples.SECOND).counted("en0", 1600, 100),
                Samples.at(T + 2).nanos(0).counted("en0", 1_000_000, 0),
                Samples.at(T + 3).counted("en0", 13_000_000_000L, 0),
                Samples.at(T + 900).counted("en0", 400, 70));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(new Peaks(1000, 70), report.peaks(ALL));
            assertEquals(new Peaks(400, 70), report.peaks(new Period(T + 900, T + 1000, "")));
            assertEquals(new Peaks(1000, 50), report.peaks(new Period(T + 60, T + 61, "")));
        }
    }

    @Test
    void afterARestartAPeakIsNotLowered() throws StoreException {
        append(Samples.at(T).counted("en0", 1000, 10));
        append(Samples.at(T + 1).counted("en0", 500, 20));

        try (TrafficReader report = TrafficReader.open(file())) {
            assertEquals(new Peaks(1000, 20), report.peaks(ALL));
        }
    }

    @Test
    void aFullDiskLosesNothingAndCountsNothingTwice() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file())) {
            log.append(full(T));
            log.database().script("PRAGMA max_page_count = " + log.database().number("PRAGMA page_count"));
            long at = T + 1;
            StoreException failure = null;
            while (failure == null) {
                failure = attempt(log, full(at));
                at++;
            }
            assertEquals(Remedy.FULL, failure.kind());
            Sample refused = full(at - 1);
            assertNotNull(attempt(log, refused));

            log.database().script("PRAGMA max_page_count = 1000000");
            log.append(List.of(refused, full(at)));

            long samples = at - T + 1;
            assertEquals(samples, log.database().number("SELECT count(*) FROM app_traffic_logs"));
            assertEquals(samples * 6, log.database().number("SELECT sum(bytes_in) FROM counted_traffic"));
            assertEquals(at, log.database().number("SELECT received FROM last_readings"));
            assertEquals(6, log.database().number("SELECT max(bytes_in) FROM peaks"));
        }
    }

    @Test
    void aStatusThatWasNotStoredIsWrittenAgain() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file())) {
            Samples sample = Samples.at(T).counted("en0", 1, 1).gap(Gap.Kind.STALLED, T, T + 1, 0, 0, "");
            log.database().script("ALTER TABLE gaps RENAME TO away");
            assertThrows(StoreException.class, () -> log.append(sample.sample()));
            log.database().script("ALTER TABLE away RENAME TO gaps");
            log.append(sample.sample());

            assertEquals(1, log.database().number("SELECT sum(bytes_in) FROM counted_traffic"));
            assertEquals(1, log.database().number("SELECT count(*) FROM meta WHERE key = 'valid_from'"));
        }
    }

    private static Sample full(long at) {
        return Samples.at(at)
                .app("an application with a long name", 6, 0)
                .counted("en0", 6, 0)
                .counters("b", reading("en0", "", at, 0))
                .sample();
    }

    private static @Nullable StoreException attempt(TrafficWriter log, Sample sample) {
        try {
            log.append(sample);
            return null;
        } catch (StoreException e) {
            return e;
        }
    }

    private static AppTraffic measured(String app, long in, long out) {
        return new AppTraffic(app, new Traffic(in, out), Traffic.NONE);
    }

    private void append(Samples... samples) throws StoreException {
        try (TrafficWriter log = TrafficWriter.open(file())) {
            for (Samples each : samples) {
                log.append(each.sample());
            }
        }
    }

    private long count(String table) throws Exception {
        try (Database database = Connections.reader(file())) {
            return database.number("SELECT count(*) FROM " + table);
        }
    }

    private Path file() {
        return folder.resolve("netmon.db");
    }
}
