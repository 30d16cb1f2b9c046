package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
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
        assertEquals(1_000_000, sums.get("firefox").traffic().received());
        assertEquals(1, sums.get("Unattributed").traffic().received());
        assertEquals(true, sums.size() <= 10, () -> sums.keySet().toString());
        Map<String, AppTraffic> few = new HashMap<>(Map.of("a", sums.get("firefox")));
        RunningSums.bound(few, 10);
        assertEquals(Set.of("a"), few.keySet());
    }

    private static void add(Map<String, AppTraffic> sums, String name, long bytes) {
        sums.put(name, new AppTraffic(name, new Traffic(bytes, 0), Traffic.NONE));
    }

    private static long sum(Map<String, AppTraffic> sums) {
        return sums.values().stream()
                .mapToLong(each -> each.traffic().received())
                .sum();
    }
}
