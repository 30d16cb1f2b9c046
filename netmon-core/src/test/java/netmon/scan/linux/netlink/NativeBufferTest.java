package netmon.scan.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class NativeBufferTest {
    private static final int LARGE = 10 * NativeBuffer.ROOM;

    private final NativeBuffer buffer = new NativeBuffer();

    private void fill(int bytes) throws ScanException {
        buffer.clear();
        for (int added = 0; added < bytes; added += NativeBuffer.ROOM) {
            buffer.room();
            buffer.added(NativeBuffer.ROOM);
        }
    }

    /** A poll asks for a large dump and then for small ones; new memory each time would leave megabytes behind. */
    @Test
    void aGrownBufferIsKeptForTheNextPoll() throws ScanException {
        fill(LARGE);
        int large = buffer.capacity();
        for (int poll = 0; poll < 1000; poll++) {
            for (int answer = 0; answer < 5; answer++) {
                fill(0);
            }
            assertEquals(large, buffer.capacity());
            fill(LARGE);
        }
    }

    @Test
    void memoryOfASingleLargeAnswerIsFreedInTheEnd() throws ScanException {
        int first = buffer.capacity();
        fill(LARGE);
        assertTrue(buffer.capacity() > LARGE);
        for (int answer = 0; answer < 100; answer++) {
            fill(0);
        }
        assertEquals(first, buffer.capacity());
    }
}
