package netmon.service.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemClockTest {
    @Test
    void theFirstNumberIsTheTimeSinceTheStart() throws Exception {
        assertEquals(1_234_560_000_000L, SystemClock.nanos("1234.56 2345.67\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x y\n", "\u00ff\u00fe"})
    void aFileWithoutANumberIsNoDefectOfNetmon(String text) {
        assertThrows(IOException.class, () -> SystemClock.nanos(text));
    }
}
