package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSpanTest {
    private static final int BUSY = 100_000;

    /** The samples as second and bytes; the span of each; and the second that is now when the clock shows 20. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1b 2b 3b        | 1 1 1   | 18 | at each beat, while much moves
            5i 10i 15i      | 1 5 5   | 15 | what little moves is held
            1b 2b 7i 12i    | 1 1 5 5 | 14 | first much, then little
            5i 10i 13b 14b  | 1 5 1 1 | 18 | a burst is looked at once
            2b 4b 14i 19b   | 1 2 10 2 | 19 | a burst after quiet is one beat
            2b 4b 6b        | 1 2 2   | 17 | another interval
            1b 2b 2b 2b     | 1 1 1 1 | 18 | two in one second
            1i 100i         | 1 10    | 100 | nothing moved in between
            """)
    void spansFollowFromTheTimesOfSamples(String samples, String spans, long now) {
        SampleSpan sampleSpan = new SampleSpan();
        StringBuilder found = new StringBuilder();
        for (String each : samples.split(" ", -1)) {
            long second = Long.parseLong(each.substring(0, each.length() - 1));
            found.append(found.isEmpty() ? "" : " ").append(sampleSpan.span(second, each.endsWith("b") ? BUSY : 1));
        }

        assertEquals(spans, found.toString());
        assertEquals(now, sampleSpan.now(20, 0));
    }

    @Test
    void pendingSamplesAreWaitedFor() {
        SampleSpan sampleSpan = new SampleSpan();
        sampleSpan.span(9, BUSY);
        sampleSpan.span(10, BUSY);

        assertEquals(10, sampleSpan.now(10, 9));
        assertEquals(10, sampleSpan.now(20, 9));
        assertEquals(14, sampleSpan.now(25, 9));
    }
}
