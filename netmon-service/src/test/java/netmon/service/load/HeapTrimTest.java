package netmon.service.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapTrimTest {
    private static final long MB = 1 << 20;

    private long heap = 10 * MB;
    private int collections;
    private final HeapTrim trim = new HeapTrim(() -> heap, () -> {
        collections++;
        heap -= MB;
    });

    @Test
    void itIsCollectedWhereItHasGrownSinceTheLastTime() {
        trim.work();
        assertEquals(0, collections, "it has not grown");
        heap = 12 * MB;
        trim.work();
        trim.work();
        assertEquals(1, collections, "11 MB are left, all in use");
        heap = 14 * MB;
        trim.work();
        assertEquals(2, collections);
    }

    @Test
    void aLargeHeapMayGrowByMore() {
        heap = 40 * MB;
        trim.work();
        assertEquals(1, collections);
        heap += 4 * MB;
        trim.work();
        assertEquals(1, collections);
        heap += MB;
        trim.work();
        assertEquals(2, collections);
    }
}
