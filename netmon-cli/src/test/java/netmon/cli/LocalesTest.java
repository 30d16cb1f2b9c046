package netmon.cli;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output for programs is the same in every language, calendar and time zone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalesTest {
    /** Locales with a dotless i, a comma in numbers, other digits, another calendar. */
    private static final List<String> LANGUAGES = List.of("tr-TR", "de-DE", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist");

    private static final List<String> ZONES =
            List.of("Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Istanbul");

    private final Locale usual = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    private Path home;
    private StandIn service;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        home = folder;
        service = StandIn.ofHistory(home);
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
    }

    @AfterEach
    void goHome() {
        Locale.setDefault(usual);
        TimeZone.setDefault(zone);
    }

    private String answer(String line, String zoneName) {
        String program = home.resolve("netmon-service").toString();
        Map<String, String> environment =
                History.environment(home, "TZ", zoneName, "NETMON_SERVICE", program, "NETMON_NOW", "1793779201");
        Run run = Run.of(environment, line.split(" ", -1));
        assertFalse(run.out().isEmpty(), run.err());
        return run.out().replaceAll("has [^ ]+ [KMGT]?B left", "has SPACE left");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--all --json --utc",
                "--all --csv --utc",
                "stats all --json --utc",
                "stats all --csv --utc",
                "stats apps --all --json --utc --basis",
                "stats interfaces --all --json --utc",
                "stats interfaces --all --csv --utc",
                "history --all --json --utc",
                "history --all --by week --csv --utc",
                "alert list --json --utc",
                "alert list --csv --utc",
                "alert check --json --utc",
                "alert check --csv --utc",
                "status --json --utc",
                "status --csv --utc",
                "explain ssh --all --json --utc",
                "explain ssh --all --csv --utc",
                "explain ssh --at 2026-10-31T11:00:00Z --json --utc",
                "explain --path /usr/bin/ssh --json",
                "explain --path /usr/bin/ssh --csv",
                "live --once --json --utc",
                "live --once --json --by interfaces --utc",
                "live --once --json --by connections --utc",
                "verify --json --utc",
                "doctor --json",
                "doctor --csv"
            })
    void theSameBytesEverywhere(String line) {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        String expected = answer(line, "UTC");
        for (int i = 0; i < LANGUAGES.size(); i++) {
            Locale.setDefault(Locale.forLanguageTag(LANGUAGES.get(i)));
            TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(i)));
            assertEquals(expected, answer(line, ZONES.get(i)), LANGUAGES.get(i) + " in " + ZONES.get(i));
        }
    }
}
