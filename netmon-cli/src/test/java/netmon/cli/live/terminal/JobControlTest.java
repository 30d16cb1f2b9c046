package netmon.cli.live.terminal;


import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobControlTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            42 (java) S 1 42 7 34816 42 4194304 1, true
            42 (java) S 1 42 7 34816 7 4194304 1, false
            42 (a) S 1) b) S 1 42 7 34816 42 41, true
            garbage, true
            """)
    void theForegroundGroupOfTheTerminalIsFound(String stat, boolean inForeground) {
        assertEquals(inForeground, JobControl.isInForeground(stat));
    }
}
