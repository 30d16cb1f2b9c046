package netmon.cli.text;


import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    974,                 21, 5, '97.4 % measured, 2.1 % estimated, 0.5 % unattributed'
                    1,                   1,  1, '33.4 % measured, 33.3 % estimated, 33.3 % unattributed'
                    7,                   0,  0, '100.0 % measured, 0.0 % estimated, 0.0 % unattributed'
                    0,                   0,  9, '0.0 % measured, 0.0 % estimated, 100.0 % unattributed'
                    0,                   0,  0, '0.0 % measured, 0.0 % estimated, 0.0 % unattributed'
                    9223372036854775807, 1,  1, '100.0 % measured, 0.0 % estimated, 0.0 % unattributed'
                    """)
    void theThreeSharesMakeAHundred(long measured, long estimated, long unattributed, String line) {
        assertEquals(line, new Accuracy(measured, estimated, unattributed).line());
    }
}
