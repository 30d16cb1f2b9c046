package netmon.service.load;

import netmon.protocol.ServiceLoad.TimeSpread;
import netmon.protocol.ServiceLoad;
import netmon.service.fakes.FakeCost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LoadMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final FakeCost cost = new FakeCost();
    private final LoadMeter load = new LoadMeter(cost, SECOND, new CpuBudget(CpuBudget.SHARE));

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
                new ServiceLoad(
                        2400,
                        40,
                        50_000_000,
                        2,
                        3,
                        1,
                        new TimeSpread(3000, 40_000),
                        new TimeSpread(1000, 300_000),
                        new TimeSpread(100, 100),
                        new TimeSpread(2000, 2000),
                        null),
                load.report());
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
        assertEquals(2, load.report().spacing());
    }
}
