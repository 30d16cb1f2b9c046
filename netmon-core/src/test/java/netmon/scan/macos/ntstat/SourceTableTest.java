package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTableTest {
    @Test
    void itHoldsWhatAMapHolds() {
        Random random = new Random(7);
        SourceTable table = new SourceTable();
        Map<Long, SourceEntry> map = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            long key = random.nextInt(3000) - 5L;
            if (!map.containsKey(key)) {
                SourceEntry entry = new SourceEntry(key, key);
                table.add(entry);
                map.put(key, entry);
            }
            if (step % 50 == 0) {
                long from = random.nextInt(3000);
                table.removeIf(entry -> entry.srcref() > from);
                map.keySet().removeIf(each -> each > from);
            }
            long asked = random.nextInt(3000);
            assertSame(map.get(asked), table.get(asked));
        }
        assertEquals(map.size(), table.size());
        Map<Long, SourceEntry> listed = new HashMap<>();
        table.forEach(entry -> listed.put(entry.srcref(), entry));
        assertEquals(map, listed);
    }
}
