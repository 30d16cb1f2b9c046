package netmon.cli.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import netmon.cli.detail.HostNames;
import netmon.cli.session.ExitCode;
import netmon.model.Address;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
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
import org.junit.jupiter.params.provider.CsvSource;
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
        addUp("stats apps " + options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--by process",
                "--by destination --from 2026-11-01",
                "--by destination --only lan",
                "--by port --at 11:51",
                "--by user --week",
                "--only internet"
            })
    void thePartsOfAnExplanationAddUpToTheTotal(String options) {
        addUp("explain safari " + options);
    }

    private void addUp(String command) {
        Run json = run(command + " --json");
        assertEquals(0, json.status(), json.err());
        List<Long> totals = totals(json.out());
        int last = totals.size() - 1;
        long sum =
                totals.subList(0, last - 1).stream().mapToLong(Long::longValue).sum(); // not not_recorded
        assertEquals(totals.get(last), sum, json.out());
        assertTrue(sum > 0);

        assertEquals(sum, sumOfLastCells(run(command + " --csv").out()));
    }

    private static List<Long> totals(String json) {
        List<Long> totals = new ArrayList<>();
        Matcher number = Pattern.compile("\"total\": (\\d+)").matcher(json);
        while (number.find()) {
            totals.add(Long.parseLong(number.group(1)));
        }
        return totals;
    }

    private static long sumOfLastCells(String csv) {
        return csv.lines()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "--by process, 19200",
        "--by destination --app safari, 18200",
        "--by hour --by destination --today, 14200",
        "--by port --by week, 19200",
        "--by network --top 1, 19200",
        "--by user --only lan, 5200",
        "--by application, 19200"
    })
    void thePartsOfEachBucketOfAHistoryAddUpToIt(String options, long total) {
        Run json = run("history " + options + " --json");
        assertEquals(0, json.status(), json.err());
        long all = 0;
        for (String bucket : json.out().split("\"label\": \"20", -1)) {
            if (bucket.contains("\"parts\"")) {
                List<Long> totals = totals(bucket); // the bucket, its parts, the others, unattributed, not recorded
                List<Long> parts = totals.subList(1, totals.size() - 1);
                long sum = parts.stream().mapToLong(Long::longValue).sum();
                assertEquals(totals.get(0), sum, bucket);
                all += sum;
            }
        }
        assertEquals(total, all);
        assertEquals(total, sumOfLastCells(run("history " + options + " --csv").out()));
    }

    @Test
    void aHistoryOfOneNetworkHasOnlyItsBytes() {
        String csv = run("history --only internet --csv").out();

        assertTrue(csv.contains(",6000,2000,8000,"), csv);
    }

    @Test
    void aHistoryNamesTheDestinationsOfEachDay() {
        Run run = run("history --by destination --app Safari");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("History by day and destination (Safari, the last 30 days)\n"), run.out());
        assertTrue(run.out().contains("2026-11-04       8.8.8.8 "), run.out());
        assertTrue(run.out().contains("2026-11-01       (not recorded) "), run.out());
        assertTrue(run.out().contains("\nSum  "), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history --by day --by month",
                "history --by port --by user",
                "history --by process --interface en0",
                "history --only lan --interface en0",
                "explain --path /bin/sh --by process",
                "explain ssh --by application"
            })
    void aQuestionWithoutAnAnswerIsRefused(String command) {
        Run run = run(command);

        assertEquals(ExitCode.USAGE, run.status(), run.out());
        assertTrue(run.err().contains("--by") || run.err().contains("--only"), run.err());
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
        HostNames names = new HostNames(hosts, Map.of("8.8.8.8", "other.example", "6.6.6.6", "six.example"));

        assertEquals(
                List.of("dns.example", "localhost", "", "six.example"),
                List.of(names.of("8.8.8.8"), names.of("::1"), names.of("9.9.9.9"), names.of("6.6.6.6")));
        names.resolve(List.of("9.9.9.9", "7.7.7.7"), address -> address.equals("9.9.9.9") ? "nine.example" : address);
        assertEquals(List.of("nine.example", ""), List.of(names.of("9.9.9.9"), names.of("7.7.7.7")));
    }

    @Test
    void eachAnswerShowsTheStoredNamesOfDestinationsWithoutControlCharacters() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(database)) {
            log.writeHosts(Map.of("8.8.8.8", "dns\u001b[31m.example", "192.168.1.7", "printer.example"), NOON);
        }
        for (String each : List.of("stats apps", "history", "explain Safari")) {
            Run table = run(each + " --by destination");
            assertTrue(table.out().contains("printer.example (19"), table.out());
            assertFalse(table.out().contains("\u001b"), table.out());
        }
        assertTrue(stats("--by destination --json").out().contains("\"host\": \"printer.example\""));
        assertFalse(stats("--by process").out().contains("example"));
        assertTrue(run("explain Safari").out().contains("printer.example (192.168.1.7)"));
        Path page = folder.resolve("report.html");
        assertEquals(0, run("report --html " + page).status());
        assertTrue(Files.readString(page).contains("printer.example (192.168.1.7)"));
    }

    @Test
    void aTableHasFiftyRowsUnlessANumberIsGiven() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(database)) {
            log.storeDetail();
            for (int i = 0; i < 60; i++) {
                log.append(Moment.at(NOON - 400 + i)
                        .app("Safari", 10, 10)
                        .sample()
                        .with(List.of(part("Safari", "Safari", "9.9.9." + i, 443, 10, 10))));
            }
        }
        String table = stats("--by destination").out();
        assertTrue(table.contains("(13 others)"), table);
        assertFalse(stats("--by destination --top 100").out().contains("others"));
        assertEquals(64, stats("--by destination --csv").out().lines().count());
        assertTrue(run("explain Safari --by destination").out().contains("(12 others)"));
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

    @Test
    void theNetworksAddUpToTheInterfacesAndAreNamedWithoutControlCharacters() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(database)) {
            log.networks().write(NOON - 600, Map.of("en0", new NetworkLabel(LabelKind.WIFI, "Caf\u00e9 \u202eexe")));
            log.networks().write(NOON - 550, Map.of("en0", new NetworkLabel(LabelKind.ROUTER, "02:00:00:00:00:01")));
        }

        assertEquals("""
                kind,network,interface,received,sent,total
                wifi,Caf\u00e9 \uFFFDexe,en0,5850,1250,7100
                router,02:00:00:00:00:01,en0,5850,1250,7100
                ,,en0,5000,0,5000
                """, run("stats networks --all --csv").out());
        Run text = run("stats networks --all");
        assertTrue(text.out().contains("(unknown)"), text.out());
        assertTrue(text.out().contains("router 02:00:00:00:00:01"), text.out());
        assertTrue(text.out().indexOf('\u202e') < 0, text.out());
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
