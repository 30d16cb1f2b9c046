package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountDifferencesTest {
    private static final long SECOND = 1_000_000_000L;

    private final Entries entries = new Entries();
    private final CountDifferences differences = new CountDifferences();

    @Test
    void aFirstSightCountsInFullThenOnlyWhatIsNew() {
        entries.put(7, 2, 100, 1, 1, 0, 50, 1, 1, 0);
        assertEquals(List.of("7/2 100,1,1,0 50,1,1,0"), update(0));
        assertEquals(List.of(), update(1));
        entries.put(7, 2, 100, 1, 1, 0, 3050, 2, 4, 156);
        assertEquals(List.of("7/2 0,0,0,0 3000,1,3,156"), update(2));
    }

    @Test
    void oneSocketOnTwoInterfacesHasTwoEntries() {
        entries.put(7, 2, 100, 1, 1, 0, 0, 0, 0, 0).put(7, 3, 10, 1, 1, 0, 0, 0, 0, 0);
        assertEquals(List.of("7/2 100,1,1,0 0,0,0,0", "7/3 10,1,1,0 0,0,0,0"), update(0));
    }

    @Test
    void anEntryThatWasMadeAgainCountsInFull() {
        entries.put(7, 2, 1000, 10, 10, 0, 0, 0, 0, 0);
        update(0);
        entries.put(7, 2, 1200, 9, 9, 0, 0, 0, 0, 0);
        assertEquals(List.of("7/2 1200,9,9,0 0,0,0,0"), update(1));
    }

    @Test
    void anEntryThatIsMissingIsForgotten() {
        entries.put(7, 2, 100, 1, 1, 0, 0, 0, 0, 0);
        update(0);
        entries.remove(7, 2);
        update(1);
        assertEquals(0, differences.size());
        entries.put(7, 2, 150, 2, 2, 0, 0, 0, 0, 0);
        assertEquals(List.of("7/2 150,2,2,0 0,0,0,0"), update(2));
    }

    @Test
    void anEntryThatIsStillForFiveSecondsIsTakenOut() {
        entries.put(7, 2, 100, 1, 1, 0, 0, 0, 0, 0).put(8, 2, 5, 1, 1, 0, 0, 0, 0, 0);
        update(0);
        entries.put(8, 2, 6, 2, 2, 0, 0, 0, 0, 0);
        update(2);
        assertEquals(List.of(), removeStill(4));
        assertEquals(2, entries.size());
        assertEquals(List.of(), removeStill(5));
        assertEquals(1, entries.size());
        assertEquals(1, differences.size());
    }

    @Test
    void whatMovedBeforeAnEntryIsTakenOutIsCounted() {
        entries.put(7, 2, 100, 1, 1, 0, 0, 0, 0, 0);
        update(0);
        update(10);
        entries.put(7, 2, 140, 2, 2, 0, 0, 0, 0, 0);
        assertEquals(List.of("7/2 40,1,1,0 0,0,0,0"), removeStill(10));
        entries.put(7, 2, 30, 1, 1, 0, 0, 0, 0, 0);
        assertEquals(List.of("7/2 30,1,1,0 0,0,0,0"), update(11));
    }

    @Test
    void anEntryThatTheKernelKeepsIsRememberedAndTriedAgain() {
        entries.put(7, 2, 100, 1, 1, 0, 0, 0, 0, 0);
        update(0);
        entries.keepAll();
        assertEquals(List.of(), removeStill(5));
        assertEquals(List.of(), update(6));
        assertEquals(1, differences.size());
    }

    @Test
    void manySocketsAreKeptApart() {
        for (int cookie = 1; cookie <= 20_000; cookie++) {
            entries.put(cookie, 2, cookie, 1, 1, 0, 0, 0, 0, 0);
        }
        assertEquals(20_000, update(0).size());
        entries.put(12_345, 2, 99_999, 2, 2, 0, 0, 0, 0, 0);
        assertEquals(List.of("12345/2 87654,1,1,0 0,0,0,0"), update(1));
    }

    @Test
    void onlySoManyEntriesAreTakenOutAtOnce() {
        int all = CountDifferences.MOST_REMOVALS + 10;
        for (int cookie = 1; cookie <= all; cookie++) {
            entries.put(cookie, 2, cookie, 1, 1, 0, 0, 0, 0, 0);
        }
        update(0);
        removeStill(5);
        assertEquals(10, entries.size());
        removeStill(6);
        assertEquals(0, entries.size());
    }

    private List<String> update(long second) {
        return texts(differences.update(entries.read(), second * SECOND));
    }

    private List<String> removeStill(long second) {
        List<SocketDelta> deltas = new ArrayList<>();
        differences.removeStill(second * SECOND, entries, deltas);
        return texts(deltas);
    }

    private static List<String> texts(List<SocketDelta> deltas) {
        return deltas.stream()
                .map(each -> each.socket().cookie() + "/" + each.socket().interfaceIndex() + " " + text(each.in()) + " "
                        + text(each.out()))
                .toList();
    }

    private static String text(DirectionCounts flow) {
        return flow.bytes() + "," + flow.packets() + "," + flow.segments() + "," + flow.headers();
    }
}
