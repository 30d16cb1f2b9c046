package netmon.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.cli.Moment;
import netmon.cli.Run;
import netmon.cli.ServiceProcess;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    /** 12:00 UTC on 2026-11-04. */
    private static final long NOON = 1_793_793_600;

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>'\"&amp;";

    @TempDir
    Path folder;

    private Path database;
    private Path page;

    @BeforeEach
    void write() throws Exception {
        database = folder.resolve("netmon.db");
        page = folder.resolve("report.html");
        try (TrafficWriter log = TrafficWriter.open(database)) {
            for (int day = 20; day >= 0; day--) {
                for (int hour = 0; hour < 10; hour++) {
                    log.append(Moment.at(NOON - 86_400L * day - 3_600L * hour)
                            .app("Safari", 1_000_000 + hour, 1_000)
                            .app(HOSTILE, 500, 5)
                            .app("gnp.\u202Eexe", 7, 7)
                            .app("__proto__", 1, 1)
                            .app("long".repeat(125), 1, 1)
                            .app("nul\u0000", 1, 1)
                            .app("Unattributed", 10, 10)
                            .sample());
                }
            }
        }
    }

    @Test
    void thePageNeedsNothingButItself() throws Exception {
        String html = report("--last", "20d");

        Matcher loading = Pattern.compile("(?i)\\s(src|href|action|style|on\\w+)\\s*=|url\\(|@import|fetch\\(|eval\\(")
                .matcher(html.replaceAll("(?s)&lt;.*?&gt;", ""));
        assertFalse(loading.find(), () -> html.substring(Math.max(0, loading.start() - 40), loading.end() + 20));
        assertTrue(html.contains("default-src 'none'; style-src 'sha256-"), html.substring(0, 600));
        assertTrue(html.length() < 500_000);
    }

    @Test
    void aHostileNameIsTextAndHidesNothing() throws Exception {
        String html = report("--last", "20d");

        assertEquals(1, html.split("</script>", -1).length - 1);
        assertTrue(html.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&quot;&amp;amp;"));
        assertTrue(html.contains("gnp.\uFFFDexe"));
        assertTrue(html.chars().allMatch(each -> each >= ' ' || each == '\n'));
        assertFalse(html.contains("\u202E"));
        assertFalse(html.contains("long".repeat(125)));
    }

    @Test
    void theTableAndTheBucketsAddUpToTheTotal() throws Exception {
        String html = report("--last", "20d");
        Matcher row = Pattern.compile("<tr><th scope=\"row\">(.*?)</th>.*?<td data-n=\"(\\d+)\">[^<]*</td>"
                        + "<td data-n=\"\\2\">[^<]*</td></tr>")
                .matcher(html.substring(html.indexOf("<h2>Applications")));
        long sum = 0;
        long total = -1;
        while (total < 0 && row.find()) {
            long bytes = Long.parseLong(row.group(2));
            if (row.group(1).equals("Total")) {
                total = bytes;
            } else {
                sum += bytes;
            }
        }
        assertTrue(total > 200_000_000, "total " + total);
        assertEquals(total, sum);
        long buckets = 0;
        Matcher bucket = Pattern.compile(
                        "<tr><th scope=\"row\">2026-[^<]*</th>(?:<td[^/]*/td>){2}<td data-n=\"(\\d+)\"")
                .matcher(html.substring(0, html.indexOf("<h2>Applications")));
        while (bucket.find()) {
            buckets += Long.parseLong(bucket.group(1));
        }
        assertEquals(total, buckets);
    }

    @Test
    void onlyTheOwnerMayReadThePageAndNothingIsLeftBesideIt() throws Exception {
        report("--today");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(each -> each.getFileName().toString().startsWith(".report")));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidInOneLine() {
        Run run = run("--html", folder.resolve("none/report.html").toString());

        assertEquals(4, run.status());
        assertTrue(run.err().startsWith("netmon: cannot write "), run.err());
        assertTrue(run.err().contains("there is no such folder"), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void anOpenedPageWithoutANameIsInTheHome() throws Exception {
        Path shown = folder.resolve("shown");
        Path browser = Files.writeString(folder.resolve("browser"), "#!/bin/sh\nprintf %s \"$1\" >'" + shown + "'\n");
        assertTrue(browser.toFile().setExecutable(true));

        Run run = Run.of(
                Map.of("HOME", folder.toString(), "BROWSER", browser.toString()),
                "report",
                "--db",
                database.toString(),
                "--all",
                "--open");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("written to ~/netmon-report.html"), run.out());
        Path opened = folder.resolve("netmon-report.html");
        assertTrue(Files.readString(opened).startsWith("<!DOCTYPE html>"));
        ServiceProcess.until("the browser runs", () -> Files.exists(shown) && Files.size(shown) > 0);
        assertEquals(opened.toString(), Files.readString(shown));
    }

    @Test
    void theSummaryIsOnStandardOutput() {
        Run run = run("--last", "20d");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("Report (last 20d), 2026-10-15 "), run.out());
        assertTrue(run.out().contains("  Safari: "), run.out());
        assertFalse(Files.exists(page));
    }

    @Test
    void anApplicationHasItsOwnReport() throws Exception {
        String html = report("--last", "20d", "--app", "safari");

        assertTrue(html.contains("<h1>safari</h1>"));
        assertFalse(html.contains("__proto__"));
    }

    private String report(String... options) throws Exception {
        String[] line = new String[options.length + 2];
        line[0] = "--html";
        line[1] = page.toString();
        System.arraycopy(options, 0, line, 2, options.length);
        Run run = run(line);
        assertEquals(0, run.status(), run.err());
        return Files.readString(page);
    }

    private Run run(String... options) {
        String[] line = new String[options.length + 3];
        line[0] = "report";
        line[1] = "--db";
        line[2] = database.toString();
        System.arraycopy(options, 0, line, 3, options.length);
        return Run.of(Map.of("NETMON_NOW", Long.toString(NOON), "TZ", "UTC", "HOME", folder.toString()), line);
    }
}
