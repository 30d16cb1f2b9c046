package netmon.cli.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.cli.Moment;
import netmon.cli.Run;
import netmon.cli.session.ExitCode;
import netmon.model.Address;
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about stored detail, first sights and days, asked of a real database. */
class DetailQuestionsTest {
    /** 12:00 UTC on 2026-11-04. */
    private static final long NOON = 1_793_793_600;

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void write() throws Exception {
        database = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(database)) {
            log.append(Moment.at(NOON - 86_400L * 3).app("Safari", 5_000, 0).sample());
            log.storeDetail();
            for (int i = 0; i < 100; i++) {
                log.append(Moment.at(NOON - 600 + i)
                        .app("Safari", 110, 22)
                        .app("ssh", 7, 3)
                        .sample()
                        .with(List.of(
                                part("Safari", "Safari", "8.8.8.8", 443, 60, 20),
                                part("Safari", "\u001b[31mhelper", "192.168.1.7", 80, 50, 2),
                                part("ssh", "ssh", "ff02::fb", 22, 7, 3))));
            }
        }
    }

    private static TrafficPart part(String app, String process, String destination, int port, long in, long out) {
        NetworkScope network = NetworkScope.of(Address.parse(destination));
        PartOrigin origin = new PartOrigin(app, process, "root", destination, port, Protocol.TCP, network);
        return new TrafficPart(origin, new Traffic(in, out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--by process",
                "--by destination",
                "--by port",
                "--by protocol",
                "--by network",
                "--by user",
                "--by process --app Safari",
                "--by destination --app safari --top 1",
                "--by process --only lan",
                "--only internet",
                "--by destination --week"
            })
    void rowsOthersAndUnattributedAddUpToTheTotal(String options) {
        Run json = stats(options + " --json");
        assertEquals(0, json.status(), json.err());
        List<Long> totals = new ArrayList<>();
        Matcher number = Pattern.compile("\"total\": (\\d+)").matcher(json.out());
        while (number.find()) {
            totals.add(Long.parseLong(number.group(1)));
        }
        int last = totals.size() - 1;
        long sum =
                totals.subList(0, last - 1).stream().mapToLong(Long::longValue).sum(); // not not_recorded
        assertEquals(totals.get(last), sum, json.out());
        assertTrue(sum > 0);

        Run csv = stats(options + " --csv");
        long cells = csv.out()
                .lines()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
                .sum();
        assertEquals(sum, cells, csv.out());
    }

    @Test
    void theTextNamesProcessesWithoutControlCharacters() {
        Run run = stats("--by process --app Safari");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("Stats by process (Safari, today)\n"), run.out());
        assertTrue(run.out().contains("\uFFFD[31mhelper"), run.out());
        assertTrue(run.out().chars().noneMatch(each -> each == 0x1b));
    }

    @Test
    void bytesOfTimesWithoutDetailAreNotRecorded() {
        String csv = stats("--by process --from 2026-11-01 --csv").out();

        assertTrue(csv.contains("(not recorded),,5000,0,5000"), csv);
    }

    @Test
    void explainNamesTheProcessesAndDestinationsOfAnApplication() {
        Run run = run("explain Safari");

        assertTrue(run.out().contains("192.168.1.7 5.08 KB"), run.out());
        assertTrue(run.out().contains("Safari 7.81 KB"), run.out());
        assertTrue(run.out().contains("\uFFFD[31mhelper 5.08 KB"), run.out());
    }

    @Test
    void onlyOneNetworkLeavesTheOthersOut() {
        assertEquals(
                "application,host,received,sent,total\nSafari,,5000,200,5200\n",
                stats("--only lan --csv").out());
        assertEquals(
                "application,host,received,sent,total\nssh,,700,300,1000\n",
                stats("--only multicast --csv").out());
    }

    @Test
    void withoutDetailTheAnswerSaysHowToStoreIt() throws Exception {
        Path plain = folder.resolve("plain.db");
        try (TrafficWriter log = TrafficWriter.open(plain)) {
            log.append(Moment.at(NOON - 10).app("Safari", 1, 1).sample());
        }
        Run run = Run.of(environment(), "stats", "apps", "--by", "process", "--db", plain.toString());

        assertEquals(ExitCode.NO_DATA, run.status());
        assertTrue(run.err().contains("detail = process,destination,port,user"), run.err());
    }

    @Test
    void namesOfDestinationsComeFromTheFileHosts() throws Exception {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "# 9.9.9.9 no\n8.8.8.8\tdns.example other # comment\nnonsense\n::1 localhost\n");
        HostNames names = new HostNames(hosts);

        assertEquals(
                List.of("dns.example", "localhost", ""),
                List.of(names.of("8.8.8.8"), names.of("::1"), names.of("9.9.9.9")));
        names.resolve(List.of("9.9.9.9", "7.7.7.7"), address -> address.equals("9.9.9.9") ? "nine.example" : address);
        assertEquals(List.of("nine.example", ""), List.of(names.of("9.9.9.9"), names.of("7.7.7.7")));
    }

    @Test
    void newApplicationsAreThoseWithoutEarlierBytes() {
        Run run = stats("--new --csv");

        assertEquals("application,first_seen,received,sent,total\nssh,2026-11-04T11:50:00Z,700,300,1000\n", run.out());
        Run none = stats("--new --from 2026-11-02 --to 2026-11-02");
        assertEquals(ExitCode.NO_DATA, none.status());
    }

    @Test
    void topDaysAreTheDaysWithTheMostBytes() {
        Run all = run("stats top-days --csv");
        assertEquals(
                "day,received,sent,total,average_per_second\n2026-11-04,11700,2500,14200,0\n2026-11-01,5000,0,5000,0\n",
                all.out());
        assertEquals(
                "day,received,sent,total,average_per_second\n2026-11-04,700,300,1000,0\n",
                run("stats top-days --app SSH --csv --top 1").out());
    }

    private Run stats(String options) {
        return run("stats apps " + options);
    }

    private Run run(String line) {
        return Run.of(environment(), (line + " --db " + database).split(" ", -1));
    }

    private static Map<String, String> environment() {
        return Map.of("NETMON_NOW", Long.toString(NOON), "TZ", "UTC");
    }
}
