package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketChurnTest {
    private final SocketChurn churn = new SocketChurn();

    @Test
    void aFewShortConnectionsCauseNoQuickPoll() {
        churn.polled(SocketChurn.MIN_BRIEF - 1, SocketChurn.FAT_BYTES - 1, 2);
        assertEquals(0, churn.quickPollsWanted());
        assertFalse(churn.isSearchDue(1));
    }

    @Test
    void churnCausesManyQuickPollsAtFirstAndFewUntilItEnds() {
        List<Integer> quickPolls = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            churn.polled(SocketChurn.MIN_BRIEF, 0, 3);
            quickPolls.add(churn.quickPollsWanted());
        }
        assertEquals(List.of(4, 4, 4, 4, 4, 2, 2), quickPolls);
        churn.polled(0, 0, 0);
        assertEquals(0, churn.quickPollsWanted());
    }

    /** One download of half a second that is charged to the wrong program is a larger mistake than many small ones. */
    @Test
    void aBriefConnectionWithManyBytesCausesQuickPollsForSomePolls() {
        List<Integer> quickPolls = new ArrayList<>();
        churn.polled(1, SocketChurn.FAT_BYTES, 1);
        for (int i = 0; i < 6; i++) {
            quickPolls.add(churn.quickPollsWanted());
            churn.polled(0, 0, 0);
        }
        assertEquals(List.of(6, 6, 6, 6, 6, 0), quickPolls);
        assertFalse(churn.isOn());
    }

    @Test
    void manyClosedConnectionsAreReadInTimeEvenIfAllAreKnown() {
        churn.polled(0, 0, 100);
        assertFalse(churn.isOn());
        assertEquals(2, churn.quickPollsWanted());
    }

    @Test
    void aSearchWithoutResultIsRepeatedEverMoreSeldom() {
        List<Integer> searches = new ArrayList<>();
        for (int poll = 1; poll <= 200; poll++) {
            churn.polled(SocketChurn.MIN_BRIEF, 0, 3);
            if (churn.isSearchDue(poll)) {
                searches.add(poll);
                churn.searched(poll, true);
            }
        }
        assertEquals(List.of(1, 2, 4, 8, 16, 32, 64, 128, 192), searches);
        churn.searched(192, false);
        assertTrue(churn.isSearchDue(256));
        churn.searched(256, true);
        assertTrue(churn.isSearchDue(257));
    }
}
