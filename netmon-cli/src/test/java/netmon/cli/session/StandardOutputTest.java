package netmon.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import netmon.cli.History;
import netmon.cli.Moment;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the command as a separate process, since the standard output of the process matters. */
class StandardOutputTest {
    private static final long LIMIT_SECONDS = 30;

    @Test
    void aPipeWithoutAReaderEndsTheCommandSilently() throws Exception {
        // The reader of the pipe ends before the first byte is written.
        assertEquals("status 0\n", shell("{ sleep 0.1; netmon --help; echo status $? >&2; } | true"));
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskIsReported() throws Exception {
        String words = shell("netmon --help > /dev/full; echo status $? >&2");

        assertTrue(words.startsWith("netmon: cannot write the answer: "), words);
        assertTrue(words.endsWith("\nstatus 1\n"), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"})
    void namesAreUtf8AndNumbersTheSameInEveryLocale(String locale, @TempDir Path folder) throws Exception {
        Path database = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(database)) {
            log.append(Moment.at(1).app("日本語", 1536, 0).sample());
        }

        String table = shell("LC_ALL=" + locale + "; export LC_ALL; netmon --all --db '" + database + "' >&2");

        assertTrue(table.contains("\n日本語                         1.50 KB  "), table);
    }

    @Test
    void withUtcTheBytesAreTheSameInEveryLocaleAndZone(@TempDir Path folder) throws Exception {
        Path database = folder.resolve("netmon.db");
        History.write(database);
        String commands =
                "; for format in --json --csv; do netmon --from 2026-11-04 --to 2026-11-04 --utc $format --db '"
                        + database + "' >&2; done";

        String plain = shell("LC_ALL=C TZ=UTC; export LC_ALL TZ" + commands);

        assertTrue(plain.contains("2026-11-04T00:00:00Z") && plain.contains("\n日本語アプリ,"), plain);
        for (String zone : new String[] {"Asia/Kathmandu", "America/New_York"}) {
            assertEquals(plain, shell("LC_ALL=tr_TR.UTF-8 TZ=" + zone + "; export LC_ALL TZ" + commands));
        }
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    /** Runs a script in which {@code netmon} is the command, and returns its standard error. */
    private static String shell(String script) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String netmon = "netmon() { '" + java + "' -cp '" + classPath() + "' netmon.cli.Main \"$@\"; }\n";
        Process process = new ProcessBuilder("sh", "-c", netmon + script)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
        return words;
    }

    /** The class path without the logger of the service, since two loggers cause warnings. Only recordings need it. */
    private static String classPath() {
        String all = System.getProperty("java.class.path");
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(each -> !each.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
