package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
    private static final long MAX = Long.MAX_VALUE;

    @Test
    void theRestGoesToTheLargestRemainders() {
        // 10 * 3/7 = 4 2/7, 10 * 2/7 = 2 6/7 twice: 4 + 2 + 2 leave 2
        assertArrayEquals(new long[] {4, 3, 3}, LargestRemainder.split(10, new long[] {3, 2, 2}));
    }

    @Test
    void ofEqualRemaindersTheFirstGetsTheUnit() {
        assertArrayEquals(new long[] {1, 1, 0, 0}, LargestRemainder.split(2, new long[] {5, 5, 5, 5}));
    }

    @Test
    void aWeightOfZeroGetsNothing() {
        assertArrayEquals(new long[] {0, 7, 0}, LargestRemainder.split(7, new long[] {0, 1, 0}));
        assertArrayEquals(new long[] {0, 0}, LargestRemainder.split(7, new long[] {0, 0}));
        assertArrayEquals(new long[] {}, LargestRemainder.split(7, new long[] {}));
    }

    @Test
    void largeNumbersAreDividedLikeSmallOnes() {
        // 2^32 * 1/3 = 1431655765 1/3: the first of three gets the remaining byte
        long[] thirds = {1431655766L, 1431655765L, 1431655765L};
        assertArrayEquals(thirds, LargestRemainder.split(1L << 32, new long[] {1, 1, 1}));
        assertArrayEquals(thirds, LargestRemainder.split(1L << 32, new long[] {MAX, MAX, MAX}));
        assertEquals(
                MAX,
                Arrays.stream(LargestRemainder.split(MAX, new long[] {MAX, MAX - 1, 3, 1}))
                        .sum());
    }

    @Test
    void claimsThatFitAreGrantedInFull() {
        assertArrayEquals(new long[] {3, 7}, LargestRemainder.grant(10, new long[] {3, 7}));
        // 9 * 3/10 = 2.7, 9 * 7/10 = 6.3
        assertArrayEquals(new long[] {3, 6}, LargestRemainder.grant(9, new long[] {3, 7}));
        assertArrayEquals(new long[] {0, 0}, LargestRemainder.grant(0, new long[] {3, 7}));
        assertArrayEquals(new long[] {5, 5}, LargestRemainder.grant(10, new long[] {MAX, MAX}));
    }
}
