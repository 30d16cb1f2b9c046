package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SocketSlotsTest {
    /** Few cookies, so that pairs come again and chains of taken places are long; compared with a HashMap. */
    @Test
    void pairsKeepTheirSlotsWhileOthersComeAndGo() {
        Random random = new Random(15);
        SocketSlots slots = new SocketSlots();
        Map<List<Integer>, Integer> model = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            List<Integer> pair = List.of(random.nextInt(900), random.nextInt(3));
            if (random.nextInt(3) > 0) {
                int slot = slots.slot(pair.get(0), pair.get(1));
                Integer known = model.put(pair, slot);
                assertTrue(known == null || known == slot);
            } else if (model.containsKey(pair)) {
                slots.remove(model.remove(pair));
            }
            assertEquals(model.size(), slots.size());
        }
        model.forEach((pair, slot) -> assertEquals(slot, slots.slot(pair.get(0), pair.get(1))));
        assertTrue(slots.end() <= slots.capacity());
    }

    @Test
    void slotsOfRemovedPairsAreGivenAgain() {
        SocketSlots slots = new SocketSlots();
        List<Integer> given = new ArrayList<>();
        for (int cookie = 0; cookie < 5000; cookie++) {
            given.add(slots.slot(cookie, 2));
        }
        given.forEach(slots::remove);
        for (int cookie = 5000; cookie < 10_000; cookie++) {
            assertTrue(slots.slot(cookie, 2) < 5000);
        }
        assertEquals(5000, slots.size());
        assertEquals(5000, slots.end());
    }
}
