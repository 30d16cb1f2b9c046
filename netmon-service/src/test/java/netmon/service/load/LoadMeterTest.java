package netmon.service.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.StringJoiner;
import netmon.service.fakes.FakeCost;
import org.junit.jupiter.api.Test;

class LoadMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final FakeCost cost = new FakeCost();
    private final LoadMeter load = new LoadMeter(cost, SECOND, new CpuBudget(CpuBudget.SHARE));

    private List<String> reported() {
        StringJoiner lines = new StringJoiner("\n");
        load.tell(lines);
        return lines.toString().lines().toList();
    }

    @Test
    void itReportsMediansAndMaximumsOfTheLastTenMinutes() {
        cost.residentBytes = 50_000_000;
        load.beat(900 * MILLI, 1); // older than ten minutes at the end
        for (int i = 0; i < 600; i++) {
            cost.cpuNanos += 4 * MILLI;
            load.beat(i == 300 ? 300 * MILLI : MILLI, 3);
            load.interfacesRead(MILLI / 10);
            load.socketsRead(2 * MILLI);
            load.ticked(i * SECOND, i == 5 ? 40 * MILLI : 3 * MILLI);
        }
        assertEquals(
                List.of(
                        "cpu 2400",
                        "cpu-percent 0.40",
                        "memory 50000000",
                        "tick-ms 3.00 40.00",
                        "late-ms 1.00 300.00",
                        "interfaces-ms 0.10 0.10",
                        "sockets-ms 2.00 2.00",
                        "late 2",
                        "missed 3"),
                reported());
    }

    @Test
    void aServiceOverItsBudgetSpacesItsPollsAndReportsIt() {
        for (int i = 0; i < 90; i++) {
            cost.cpuNanos += 50 * MILLI;
            load.socketsRead(10 * MILLI);
            load.quickPolled(10 * MILLI);
            load.ticked(i * SECOND, 20 * MILLI);
        }
        assertEquals(3 * SECOND / 2, load.spaceNanos());
        assertEquals("spaced 2", reported().get(reported().size() - 1));
    }
}
