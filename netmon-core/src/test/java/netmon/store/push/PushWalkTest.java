package netmon.store.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each byte reaches the engine once: late where it must be, and never twice. */
class PushWalkTest {
    private static final Duration RUN = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private PushMachine machine;

    @BeforeEach
    void open() throws StoreException {
        machine = new PushMachine(folder.resolve("netmon.db"));
    }

    @AfterEach
    void close() throws StoreException {
        machine.close();
    }

    private Traffic total(String app) {
        return machine.engine.totals().getOrDefault(SeriesKey.app(app), Traffic.NONE);
    }

    private static Traffic bytes(long in, long out) {
        return new Traffic(in, out);
    }

    @Test
    void pointsStandAtTheEndsOfBucketsAndTheFirstOneBeforeTheGrowth() throws StoreException {
        machine.moves("Mail", 10, 1).sleeps(RUN).pushes();
        machine.moves("Mail", 20, 2).sleeps(RUN).sleeps(RUN).pushes();
        NavigableMap<Long, Traffic> points = machine.engine.app("Mail");
        points.keySet().forEach(each -> assertEquals(0, each % 300));
        assertEquals(Traffic.NONE, points.firstEntry().getValue());
        assertEquals(bytes(30, 3), points.lastEntry().getValue());
    }

    @Test
    void aFirstPushCountsWhatIsOlderThanItsFirstPoint() throws StoreException {
        machine.moves("Mail", 1000, 0).sleeps(Duration.ofDays(40));
        machine.moves("Mail", 1, 0).sleeps(RUN).pushes();
        NavigableMap<Long, Traffic> points = machine.engine.app("Mail");
        assertTrue(points.firstKey() >= machine.now - machine.since - 300);
        assertEquals(bytes(1000, 0), points.firstEntry().getValue());
        assertEquals(bytes(1001, 0), total("Mail"));
    }

    @Test
    void aSilentApplicationGetsOnePointAtTheEndOfTheFirstPush() throws StoreException {
        machine.moves("Old", 7, 7).sleeps(Duration.ofDays(40));
        machine.moves("Mail", 1, 0).sleeps(RUN).pushes();
        assertEquals(Map.of(machine.mark().sent(), bytes(7, 7)), machine.engine.app("Old"));
    }

    @Test
    void whatWasWrittenLateEntersALaterPoint() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        long sent = machine.mark().sent();
        machine.moves(Samples.at(sent - 100).app("Mail", 5, 0).counted("en0", 5, 0));
        machine.sleeps(RUN).pushes();
        machine.sleeps(RUN).pushes();
        assertEquals(bytes(15, 0), total("Mail"));
        assertEquals(bytes(10, 0), machine.engine.app("Mail").get(sent));
    }

    @Test
    void aClockThatIsSetBackLosesNothing() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        machine.now -= 3600;
        machine.moves("Mail", 5, 0).sleeps(RUN).pushes();
        assertEquals(bytes(10, 0), total("Mail"));
        machine.sleeps(Duration.ofHours(1)).pushes();
        machine.sleeps(RUN).pushes();
        assertEquals(bytes(15, 0), total("Mail"));
    }

    @Test
    void aClockThatWasYearsAheadDoesNotStopThePush() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        machine.sleeps(Duration.ofDays(3650));
        machine.moves("Mail", 20, 0).sleeps(RUN).sleeps(RUN).pushes();
        machine.sleeps(Duration.ofDays(-3650));
        machine.moves("Mail", 40, 0).sleeps(RUN).pushes();
        long reset = machine.mark().sent();
        machine.moves("Mail", 80, 0).sleeps(RUN).pushes();
        assertTrue(machine.mark().sent() > reset && machine.mark().sent() < machine.now);
        assertEquals(
                bytes(150, 0), machine.engine.app("Mail").get(machine.mark().sent()));
    }

    @Test
    void aPurgeLowersNoTotal() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        machine.store.purge(machine.mark().sent(), null);
        machine.sleeps(RUN).moves("Mail", 5, 0).sleeps(RUN).pushes();
        assertEquals(bytes(15, 0), total("Mail"));
    }

    @Test
    void aPurgedNameKeepsItsTotalAndItsBytesAreNotCountedAgain() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        machine.store.purge(machine.mark().sent(), "Mail");
        machine.sleeps(RUN).moves("Slack", 1, 0).sleeps(RUN).pushes();
        assertEquals(bytes(10, 0), total("Mail"));
        assertEquals(Traffic.NONE, total("Unattributed"));
    }

    @Test
    void aKilledEngineGetsTheLostPointsAgain() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        machine.moves("Mail", 20, 0).sleeps(RUN).pushes();
        NavigableMap<Long, Traffic> before = new TreeMap<>(machine.engine.app("Mail"));
        machine.engineIsKilled();
        assertEquals(bytes(10, 0), total("Mail"));
        machine.sleeps(RUN).moves("Mail", 40, 0).sleeps(RUN).pushes();
        before.forEach(
                (at, value) -> assertEquals(value, machine.engine.app("Mail").get(at)));
        assertEquals(bytes(70, 0), total("Mail"));
    }

    @Test
    void compactionBetweenTwoRunsChangesNothing() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        machine.moves("Mail", 20, 0).sleeps(Duration.ofMinutes(2)).moves("Mail", 40, 0);
        machine.sleeps(RUN).pushes();
        machine.sleeps(Duration.ofDays(3)).moves("Mail", 80, 0).compacts();
        machine.sleeps(RUN).sleeps(RUN).pushes();
        assertEquals(bytes(150, 0), total("Mail"));
    }

    @Test
    void applicationsBeyondTheCapAreOneSeriesThatNeverFalls() throws StoreException {
        machine.apps = 2;
        machine.moves("A", 100, 0)
                .moves("B", 90, 0)
                .moves("C", 80, 0)
                .sleeps(RUN)
                .pushes();
        machine.moves("C", 1000, 0).moves("D", 5, 0).sleeps(RUN).pushes();
        assertEquals(bytes(1085, 0), total(SeriesKey.OTHER));
        assertEquals(Traffic.NONE, total("C"));
        machine.apps = 10;
        machine.moves("C", 1, 0).moves("E", 3, 0).sleeps(RUN).pushes();
        assertEquals(bytes(1086, 0), total(SeriesKey.OTHER));
        assertEquals(bytes(3, 0), total("E"));
    }

    @Test
    void aForgottenDestinationGetsTheWholeHistoryAgain() throws StoreException {
        machine.moves("Mail", 10, 0).sleeps(RUN).pushes();
        NavigableMap<Long, Traffic> before = new TreeMap<>(machine.engine.app("Mail"));
        assertEquals(1, machine.store.pushes().forget("test"));
        assertEquals(0, machine.store.pushes().forget("test"));
        assertEquals(Map.of(), machine.store.pushes().totals("test", Long.MAX_VALUE));
        machine.engine = new StrictEngine();
        machine.pushes();
        assertEquals(before, machine.engine.app("Mail"));
    }

    @Test
    void unattributedAlwaysHasItsOwnSeries() throws StoreException {
        machine.apps = 1;
        machine.moves("A", 100, 0).moves("B", 100, 0).moves("Unattributed", 1, 0);
        machine.sleeps(RUN).pushes();
        assertEquals(bytes(1, 0), total("Unattributed"));
    }

    @Test
    void estimatesAndCountedInterfacesHaveTheirSeries() throws StoreException {
        machine.moves(Samples.at(machine.now)
                .app("Mail", 10, 6, 4, 2)
                .counted("en0", 10, 6)
                .uncounted("utun0", 9, 9));
        machine.sleeps(RUN).pushes();
        Map<SeriesKey, Traffic> totals = machine.engine.totals();
        assertEquals(bytes(4, 2), totals.get(new SeriesKey(SeriesFamily.ESTIMATED, "Mail")));
        assertEquals(bytes(10, 6), totals.get(new SeriesKey(SeriesFamily.INTERFACE, "en0")));
        assertNull(totals.get(new SeriesKey(SeriesFamily.INTERFACE, "utun0")));
    }

    /** Anything may happen between two runs: at the end the engine has all bytes, and no value has ever changed. */
    @RepeatedTest(60)
    void theSumsAreExactWhateverHappens(RepetitionInfo repetition) throws StoreException {
        Random random = new Random(repetition.getCurrentRepetition());
        machine.apps = 1 + random.nextInt(6);
        Map<SeriesFamily, Traffic> moved = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            for (int i = random.nextInt(12); i > 0; i--) {
                moveSomething(random, moved);
            }
            somethingHappens(random);
            machine.engine.requireMonotonic();
        }
        machine.sleeps(Duration.ofDays(1)).pushes();
        machine.sleeps(RUN).pushes();
        machine.engine.requireMonotonic();
        Map<SeriesFamily, Traffic> sums = new HashMap<>();
        machine.engine.totals().forEach((key, total) -> sums.merge(key.family(), total, Traffic::plus));
        assertEquals(moved, sums);
    }

    private void moveSomething(Random random, Map<SeriesFamily, Traffic> moved) throws StoreException {
        machine.sleeps(Duration.ofSeconds(1 + random.nextInt(200)));
        String name = "app" + random.nextInt(9);
        long in = 1L + random.nextInt(1000);
        long estimated = random.nextInt((int) in);
        machine.moves(Samples.at(machine.now).app(name, in, 1, estimated, 0).counted("en" + random.nextInt(2), in, 1));
        moved.merge(SeriesFamily.APP, bytes(in, 1), Traffic::plus);
        moved.merge(SeriesFamily.INTERFACE, bytes(in, 1), Traffic::plus);
        if (estimated > 0) {
            moved.merge(SeriesFamily.ESTIMATED, bytes(estimated, 0), Traffic::plus);
        }
    }

    private void somethingHappens(Random random) throws StoreException {
        switch (random.nextInt(9)) {
            case 0 -> machine.sleeps(Duration.ofHours(random.nextInt(60)));
            case 1 -> machine.now -= random.nextInt(7200);
            case 2 -> machine.compacts();
            case 3 -> machine.pushes(random.nextInt(3));
            case 4 -> {
                machine.sleeps(RUN).pushes();
                machine.engineIsKilled();
            }
            case 5 -> {
                machine.sleeps(Duration.ofHours(3)).pushes();
                if (machine.mark().succeeded() == machine.now) { // else rows wait that were never sent
                    machine.store.purge(machine.mark().sent(), null);
                }
            }
            default -> machine.sleeps(RUN).pushes();
        }
    }

    @Test
    void theFixturesEngineNoticesAValueThatChanges() {
        StrictEngine engine = new StrictEngine();
        var point = new TotalPoint(300, bytes(1, 1));
        var other = new TotalPoint(300, bytes(2, 1));
        engine.accept(slice(point));
        assertThrows(AssertionError.class, () -> engine.accept(slice(other)));
    }

    private static PushSlice slice(TotalPoint point) {
        return new PushSlice(0, 300, List.of(new SeriesPoints(SeriesKey.app("Mail"), List.of(point))));
    }
}
