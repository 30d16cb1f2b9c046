package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Traffic;
import netmon.store.Heartbeat;
import netmon.store.ServiceLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
    /** 2026-11-04 15:30 UTC. */
    private static final long NOW = 1_793_806_200;

    private static final long DAY = 86_400;
    private static final Period TODAY = new Period(1_793_750_400, 1_793_836_800, "today");
    private static final Path DATABASE = Path.of("/home/me/.netmon/netmon.db");

    @TempDir
    private Path home;

    @Test
    void aServiceThatNeverRanIsMissed() throws Exception {
        History.write(home.resolve(".netmon/netmon.db"));

        Run run = Run.of(History.environment(home), "status");

        assertEquals(Exit.NO_DATA, run.status());
        assertTrue(run.out().startsWith("Service       has never run on this database\n"), run.out());
        assertTrue(run.out().contains("97.7 % measured, 1.8 % estimated, 0.5 % unattributed"), run.out());
        assertTrue(run.out().contains("netmon was not running 02:10-05:40"), run.out());
    }

    @Test
    void aServiceThatHoldsTheLockRuns() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        History.write(database);
        long started = History.second("2026-11-04T15:00") * 1000;

        ServiceLock lock = ServiceLock.acquire(database);
        Heartbeat.start(database, started).beat(History.second("2026-11-04T15:29") * 1000);
        Run running = Run.of(History.environment(home), "status");
        lock.close();

        assertEquals(Exit.OK, running.status());
        assertEquals(
                "Service       running since 2026-11-04 15:00 as process "
                        + ProcessHandle.current().pid() + ", but silent for 60 s",
                running.out().lines().findFirst().orElse(""));
        assertTrue(Run.of(History.environment(home), "status")
                .out()
                .startsWith("Service       not running; it was last alive 2026-11-04 15:29"));
    }

    @Test
    void whatTheServiceSaysIsToldInWords() {
        StatusReport report = report(
                new Heartbeat.Pulse(4711, (NOW - 1000) * 1000, NOW * 1000, true),
                "interfaces netstat\nsockets nettop\ninstead netstat: no such program\nmeasures yes\nopen 210\nownerless 3",
                new ServiceCost(Duration.ofSeconds(3), 53_000_000));

        assertEquals("""
                Service       running since 2026-11-04 15:13:20 as process 4711
                Sockets       by nettop, with their bytes; 210 open
                              better ways do not work: netstat: no such program
                              3 of them have no known owner; a service that runs as root sees other users' as well
                Today         90.0 % measured, 10.0 % estimated, 0.0 % unattributed
                Gaps today    the machine was asleep 13:46-14:03
                Database      /home/me/.netmon/netmon.db, 10.00 MB since 2026-10-25 15:30, about 1.00 MB a day
                Its own cost  0.3 % of a processor, 50.54 MB of memory
                """, printed(report));
    }

    @Test
    void aServiceThatCannotReadSocketsSaysWhy() {
        StatusReport report = report(
                new Heartbeat.Pulse(1, NOW * 1000, NOW * 1000, true),
                "interfaces oshi\nsockets lsof\ntrouble sockets cannot be read: lsof: no such program\nmeasures no",
                new ServiceCost(Duration.ZERO, 0));

        assertTrue(printed(report).contains("\nSockets       sockets cannot be read: lsof: no such program\n"));
    }

    @Test
    void aServiceWithoutApplicationsSaysSo() {
        StatusReport report = report(
                new Heartbeat.Pulse(1, NOW * 1000, NOW * 1000, true),
                "interfaces oshi",
                new ServiceCost(Duration.ZERO, 0));

        assertTrue(printed(report).contains("\nSockets       not read: applications are not tracked\n"));
    }

    @Test
    void theCostOfAProcessIsFound() {
        ServiceCost cost = ServiceCost.of(ProcessHandle.current().pid());

        assertTrue(cost.memory() > 1_000_000, cost.toString());
        assertTrue(cost.cpu().toMillis() > 0, cost.toString());
        assertEquals(54_918_144, ServiceCost.resident("VmHWM:\t   60000 kB\nVmRSS:\t   53631 kB\n"));
    }

    private static StatusReport report(Heartbeat.@Nullable Pulse pulse, String answer, @Nullable ServiceCost cost) {
        return new StatusReport(
                NOW,
                pulse,
                LiveService.parse(answer),
                cost,
                TODAY,
                new Basis(90, 10, 0),
                List.of(new Gap(Gap.Kind.ASLEEP, NOW - 6200, NOW - 5200, Traffic.NONE, "")),
                DATABASE,
                10 << 20,
                NOW - 10 * DAY);
    }

    private static String printed(StatusReport report) {
        StringWriter text = new StringWriter();
        new StatusPage(
                        report,
                        new Page(
                                new PrintWriter(text),
                                Integer.MAX_VALUE,
                                false,
                                Units.ORIGINAL.bytes(),
                                ZoneOffset.UTC))
                .print();
        return text.toString();
    }
}
