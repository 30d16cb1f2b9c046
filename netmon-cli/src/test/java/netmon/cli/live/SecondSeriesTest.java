package netmon.cli.live;

import netmon.model.Traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecondSeriesTest {
    private static final long T = 1_795_000_000;

    private final SecondSeries series = new SecondSeries();

    @Test
    void aSpanIsSpreadOverItsSecondsWithoutLosingAByte() {
        series.add(T, 3, new Traffic(10, 1));

        assertEquals(new Traffic(4, 1), series.sum(T - 2, T - 2));
        assertEquals(new Traffic(3, 0), series.sum(T, T));
        assertEquals(new Traffic(10, 1), series.sum(T - 100, T + 100));
        assertEquals(new Traffic(3, 0), series.rate(T - 2, T));
    }

    @Test
    void olderSecondsAreForgotten() {
        series.add(T, 1, new Traffic(5, 5));
        series.add(T + 299, 1, new Traffic(1, 0));
        assertEquals(new Traffic(6, 5), series.sum(0, T + 1000));

        series.add(T + 300, 1, new Traffic(2, 0));
        assertEquals(new Traffic(3, 0), series.sum(0, T + 1000));

        series.add(T + 5000, 1, new Traffic(4, 0));
        assertEquals(new Traffic(4, 0), series.sum(0, T + 6000));
        assertTrue(series.isOver(T + 5001));
    }

    @Test
    void bytesThatAreWrittenLateCount() {
        series.add(T, 1, new Traffic(5, 0));
        series.add(T - 10, 2, new Traffic(4, 0));
        series.add(T - 299, 5, new Traffic(50, 0)); // one of its seconds is kept

        assertEquals(new Traffic(5 + 4 + 10, 0), series.sum(0, T));
    }

    @Test
    void columnsStartAtMultiplesOfTheirLengthAndTheLastIsScaled() {
        long even = T / 10 * 10;
        for (long each = even - 20; each <= even + 1; each++) {
            series.add(each, 1, new Traffic(1, 1));
        }

        assertEquals(List.of(0L, 20L, 20L, 20L), series.columns(even + 1, 4, 10));
    }
}
