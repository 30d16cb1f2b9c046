package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import netmon.model.AppTraffic;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class RunningSumsTest {
    @Test
    void aFloodOfNamesIsSummedAndTheLargeApplicationsStay() {
        Map<String, AppTraffic> sums = new HashMap<>();
        for (String name : new String[] {"Unattributed", "Other applications", "firefox"}) {
            add(sums, name, name.equals("firefox") ? 1_000_000 : 1);
        }
        long total = 1_000_002;
        for (int i = 0; i < 30; i++) {
            add(sums, "short " + i, 100 + i);
            total += 100 + i;
            RunningSums.bound(sums, 10);
            assertEquals(total, sum(sums), "after " + i);
        }
        assertEquals(1_000_000, received(sums, "firefox"));
        assertEquals(1, received(sums, "Unattributed"));
        assertTrue(sums.size() <= 10, () -> sums.keySet().toString());
        Set<String> before = Set.copyOf(sums.keySet());
        RunningSums.bound(sums, sums.size());
        assertEquals(before, sums.keySet());
    }

    private static void add(Map<String, AppTraffic> sums, String name, long bytes) {
        sums.put(name, new AppTraffic(name, new Traffic(bytes, 0), Traffic.NONE));
    }

    private static long received(Map<String, AppTraffic> sums, String name) {
        return Objects.requireNonNull(sums.get(name)).traffic().received();
    }

    private static long sum(Map<String, AppTraffic> sums) {
        return sums.values().stream()
                .mapToLong(each -> each.traffic().received())
                .sum();
    }
}
