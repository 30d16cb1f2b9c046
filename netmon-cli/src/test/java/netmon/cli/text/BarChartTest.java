package netmon.cli.text;


import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarChartTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            0,   100, "    ", "    "
            1,   100, "▏   ", "#   "
            50,  100, "██  ", "##  "
            60,  100, "██▍ ", "##  "
            99,  100, "████", "####"
            100, 100, "████", "####"
            0,   0,   "    ", "    "
            """)
    void aBarIsAsLongAsItsShareAndNeverInvisible(long amount, long most, String blocks, String ascii) {
        assertEquals(blocks, new BarChart(false).of(amount, most, 4));
        assertEquals(ascii, new BarChart(true).of(amount, most, 4));
    }

    @Test
    void aLineHasAColumnForEachAmount() {
        assertEquals(" ▁▄█", new BarChart(false).line(List.of(0L, 1L, 50L, 100L)));
        assertEquals(" 148", new BarChart(true).line(List.of(0L, 1L, 50L, 100L)));
        assertEquals("", new BarChart(false).line(List.of()));
    }
}
