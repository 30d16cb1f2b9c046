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
    void aFewShortConnectionsAreWorthNoGlance() {
        churn.looked(SocketChurn.LEAST - 1, 2);
        assertEquals(0, churn.glancesWanted());
        assertFalse(churn.isSearchDue(1));
    }

    @Test
    void churnIsGlancedAtOftenWhenItBeginsAndThenSeldomUntilItEnds() {
        List<Integer> glances = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            churn.looked(SocketChurn.LEAST, 3);
            glances.add(churn.glancesWanted());
        }
        assertEquals(List.of(4, 4, 4, 4, 4, 2, 2), glances);
        churn.looked(0, 0);
        assertEquals(0, churn.glancesWanted());
    }

    @Test
    void manyThatCloseAreTakenInTimeEvenWhereAllAreKnown() {
        churn.looked(0, 100);
        assertFalse(churn.isOn());
        assertEquals(2, churn.glancesWanted());
    }

    @Test
    void whereSearchingIsInVainItIsDoneMoreAndMoreSeldom() {
        List<Integer> searches = new ArrayList<>();
        for (int look = 1; look <= 200; look++) {
            churn.looked(SocketChurn.LEAST, 3);
            if (churn.isSearchDue(look)) {
                searches.add(look);
                churn.searched(look, true);
            }
        }
        assertEquals(List.of(1, 2, 4, 8, 16, 32, 64, 128, 192), searches);
        churn.searched(192, false);
        assertTrue(churn.isSearchDue(256));
        churn.searched(256, true);
        assertTrue(churn.isSearchDue(257));
    }
}
