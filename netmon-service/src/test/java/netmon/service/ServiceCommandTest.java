package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import netmon.model.ContainerChoice;
import netmon.model.DetailKind;
import netmon.model.HostNameChoice;
import netmon.model.Retention;
import netmon.scan.ScannerChoice;
import netmon.service.settings.Settings;
import netmon.service.settings.SettingsOptions;
import netmon.store.files.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ServiceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theDefaults() {
        assertEquals(
                new Settings(
                        Home.database(System.getenv(), System.getProperty("user.home")),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        ScannerChoice.AUTO,
                        ContainerChoice.BY_NAME,
                        Set.of(),
                        Set.of(),
                        true,
                        Retention.DEFAULT),
                settings());
        assertEquals("60", value("--seconds"));
    }

    @Test
    void detailIsStoredAsFarAsItIsNamed() {
        assertEquals(Set.of(), settings().detail());
        assertEquals(200_000_000, settings().detailBytes());
        Settings chosen = settings("--detail", "Process,port", "--detail-size", "2GB");
        assertEquals(Set.of(DetailKind.PROCESS, DetailKind.PORT), chosen.detail());
        assertEquals(2_000_000_000L, chosen.detailBytes());
    }

    @Test
    void theNamesOfDestinationsComeFromTheCacheOfResolvedOnlyIfItIsNamed() {
        assertEquals(HostNameChoice.HOSTS, settings("--detail", "destination").detailNames());
        assertEquals(
                HostNameChoice.RESOLVED,
                settings("--detail", "destination", "--detail-names", "resolved")
                        .detailNames());
    }

    @Test
    void everyOptionIsTested() {
        Set<String> names = new TreeSet<>();
        for (OptionSpec each : ServiceCommand.commandLine().getCommandSpec().options()) {
            names.addAll(Arrays.asList(each.names()));
        }
        assertEquals(
                Set.of(
                        "--db",
                        "-db",
                        "--interval",
                        "--commit-every",
                        "--scanner",
                        "--interfaces",
                        "--exclude-interfaces",
                        "--no-app-tracking",
                        "--containers",
                        "--keep-seconds",
                        "--keep-minutes",
                        "--keep-quarters",
                        "--detail",
                        "--detail-size",
                        "--detail-names",
                        "--log",
                        "--doctor",
                        "--anonymise",
                        "--replay",
                        "--record",
                        "--enclose",
                        "--seconds",
                        "--help",
                        "-h",
                        "--version",
                        "-V"),
                names);
    }

    @Test
    void withoutPicocliTheDefaultsAreTheSame() {
        assertEquals(settings("--db", "/a/b.db"), SettingsOptions.defaults(Path.of("/a/b.db")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--db", "-db"})
    void theDatabaseIsMadeAbsolute(String option) {
        assertEquals(
                Path.of("x y.db").toAbsolutePath(), settings(option, "x y.db").database());
    }

    @ParameterizedTest
    @CsvSource({"1s, 1000", "500ms, 500", "2m, 120000", "3, 3000", "100ms, 100", "10m, 600000"})
    void theInterval(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), settings("--interval", text).interval());
    }

    @ParameterizedTest
    @EnumSource
    void theScannerInAnyCase(ScannerChoice scanner) {
        assertEquals(scanner, settings("--scanner", scanner.name()).scanner());
        assertEquals(
                scanner,
                settings("--scanner=" + scanner.name().toLowerCase(Locale.ROOT)).scanner());
    }

    @ParameterizedTest
    @EnumSource
    void theContainersInAnyCase(ContainerChoice containers) {
        assertEquals(containers, settings("--containers", containers.toString()).containers());
        assertEquals(
                containers,
                settings("--containers=" + containers.toString().toUpperCase(Locale.ROOT))
                        .containers());
    }

    @Test
    void theInterfacesAreNamesSeparatedByCommas() {
        assertEquals(Set.of("en0", "en7"), settings("--interfaces", "en0, en7").interfaces());
    }

    @Test
    void theExcludedInterfacesArePatternsDividedByCommas() {
        assertEquals(
                Set.of("veth*", "tun?"),
                settings("--exclude-interfaces", "veth*, tun?").excludedInterfaces());
    }

    @Test
    void applicationsNeedNotBeTracked() {
        assertEquals(false, settings("--no-app-tracking").trackApps());
    }

    @Test
    void theOptionsThatNameFiles() {
        assertEquals("a", value("--log", "--log", "a"));
        assertEquals("b", value("--replay", "--replay", "b"));
        assertEquals("c", value("--record", "--record", "c"));
        assertEquals("5", value("--seconds", "--seconds", "5"));
    }

    @Test
    void anUnknownOptionGetsTheUsageLineAndASuggestion() {
        assertEquals(2, execute("--intervall", "1s"));
        assertEquals("""
                netmon-service: unknown option '--intervall'; did you mean --interval?
                Usage: netmon-service [OPTIONS]
                'netmon-service --help' lists the options.
                """, err.toString());
    }

    @Test
    void aHostileArgumentIsHarmless() {
        assertEquals(2, execute("\u001b[2J\nstart"));
        assertTrue(
                err.toString().startsWith("netmon-service: unexpected argument '\uFFFD[2J\uFFFDstart'"), err::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--interval 99ms           | --interval must be between 100ms and 10m",
                "--interval 11m            | --interval must be between 100ms and 10m",
                "--commit-every 11m        | --commit-every must be at most 10m",
                "--interval -1s | Unknown option: '-1s'; Expected parameter for option '--interval' but found '-1s'",
                "--interval soon | "
                        + "Invalid value for option '--interval': 'soon' is not a duration such as 500ms, 1s or 2m",
                "--scanner magic           | Invalid value for option '--scanner': expected one of",
                "--seconds 0               | --seconds must be between 1 and 86400",
                "--seconds 86401           | --seconds must be between 1 and 86400",
                "--seconds many            | Invalid value for option '--seconds'",
                "--replay a --record b     | --replay and --record cannot be combined",
                "--replay a                | --replay needs --db",
                "--interfaces en0,,en1     | --interfaces has an empty name: en0,,en1",
                "--exclude-interfaces a,,b | --exclude-interfaces has an empty name: a,,b",
                "--db                      | Missing required parameter for option '--db'",
                "--log                     | Missing required parameter for option '--log'",
                "run                       | unexpected argument 'run'",
            })
    void aWrongValueIsNamed(String arguments, String message) {
        assertEquals(2, execute(arguments.split(" +")));
        assertTrue(err.toString().startsWith("netmon-service: " + message), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().startsWith("Usage: netmon-service [OPTIONS]\n"), out::toString);
        assertEquals(0, execute("--version"));
        assertTrue(out.toString().contains("\nnetmon-service "), out::toString);
        assertEquals("", err.toString());
    }

    private int execute(String... arguments) {
        return ServiceCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static Settings settings(String... arguments) {
        CommandLine line = ServiceCommand.commandLine();
        line.parseArgs(arguments);
        ServiceCommand command = line.getCommand();
        return command.settings();
    }

    private static String value(String option, String... arguments) {
        CommandLine line = ServiceCommand.commandLine();
        line.parseArgs(arguments);
        Object value = line.getCommandSpec().findOption(option).getValue();
        return value.toString();
    }
}
