package netmon.service.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import netmon.model.ContainerChoice;
import netmon.model.DetailKind;
import netmon.model.HostNameChoice;
import netmon.model.Retention;
import netmon.scan.ScannerChoice;
import netmon.store.Compaction;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the service's settings: how it measures, and into which file. */
public final class SettingsOptions {
    /** A shorter interval costs more than its resolution is worth. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    private static final Duration MOST_INTERVAL = Duration.ofMinutes(10);

    /** A longer wait saves hardly anything, and a killed service loses more. */
    private static final Duration MOST_BETWEEN_COMMITS = Duration.ofMinutes(10);

    /** Parses a duration: {@code 500ms}, {@code 1s}, {@code 2m}, {@code 6h}, {@code 60d}; a bare number is seconds. */
    static final class SettingDuration implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|)");

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text + "' is not a duration such as 500ms, 1s or 2m");
            }
            long number = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "m" -> Duration.ofMinutes(number);
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofSeconds(number);
            };
        }
    }

    @Option(
            names = {"--db", "-db"},
            paramLabel = "FILE",
            description = "The database (~/.netmon/netmon.db).")
    private @Nullable Path database;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = SettingDuration.class,
            description = "The interval of the measurements, such as 1s or 500ms (${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--commit-every",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = SettingDuration.class,
            description = "How long rows may wait in memory to be written together (${DEFAULT-VALUE}).")
    private Duration commitEvery = Duration.ofSeconds(1);

    @Option(
            names = "--scanner",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "How to read sockets: auto, ebpf, sockdiag, ntstat, netstat, nettop, lsof, oshi"
                    + " (${DEFAULT-VALUE}).")
    private ScannerChoice scanner = ScannerChoice.AUTO;

    @Option(
            names = "--containers",
            paramLabel = "HOW",
            defaultValue = "by-name",
            description = "What the bytes of containers are called, where eBPF sees them: by-name, by-program or off"
                    + " (${DEFAULT-VALUE}).")
    private ContainerChoice containers = ContainerChoice.BY_NAME;

    @Option(
            names = "--interfaces",
            paramLabel = "LIST",
            split = ",",
            description = "Count exactly these interfaces, instead of the physical ones.")
    private List<String> interfaces = List.of();

    @Option(
            names = "--exclude-interfaces",
            paramLabel = "LIST",
            split = ",",
            description = "Never count interfaces of these names; * and ? are wildcards: 'veth*,tun?'.")
    private List<String> excludedInterfaces = List.of();

    @Option(names = "--no-app-tracking", description = "Measure interfaces only; every byte is Unattributed.")
    private boolean noAppTracking;

    @Option(
            names = "--keep-seconds",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = SettingDuration.class,
            description = "The age at which rows of a second are summed to minutes (${DEFAULT-VALUE}).")
    private Duration keepSeconds = Retention.DEFAULT.seconds();

    @Option(
            names = "--keep-minutes",
            paramLabel = "TIME",
            defaultValue = "2d",
            converter = SettingDuration.class,
            description = "The age at which minutes are summed to quarters of an hour (${DEFAULT-VALUE}).")
    private Duration keepMinutes = Retention.DEFAULT.minutes();

    @Option(
            names = "--keep-quarters",
            paramLabel = "TIME",
            defaultValue = "60d",
            converter = SettingDuration.class,
            description = "The age at which quarters are summed to hours, which are kept (${DEFAULT-VALUE}).")
    private Duration keepQuarters = Retention.DEFAULT.quarters();

    @Option(
            names = "--detail",
            paramLabel = "LIST",
            split = ",",
            description = "Also store with whom each application communicates, as far as named: process, destination,"
                    + " port, user. Nothing of it is stored by default.")
    private Set<DetailKind> detail = Set.of();

    @Option(
            names = "--detail-size",
            paramLabel = "SIZE",
            defaultValue = "200MB",
            converter = SettingSize.class,
            description = "The size of that detail beyond which its oldest part is deleted (${DEFAULT-VALUE}).")
    private long detailBytes = Compaction.DETAIL_BYTES;

    @Option(
            names = "--detail-names",
            paramLabel = "SOURCE",
            defaultValue = "hosts",
            description = "The names of destinations: hosts, from the file /etc/hosts, or resolved, from the cache of"
                    + " systemd-resolved as well, which only root may read (${DEFAULT-VALUE}).")
    private HostNameChoice detailNames = HostNameChoice.HOSTS;

    /** The settings of a command line that names only the database. */
    public static Settings defaults(Path database) {
        SettingsOptions options = new SettingsOptions();
        options.database = database;
        return options.settings();
    }

    public boolean namesDatabase() {
        return database != null;
    }

    /**
     * The settings that the options give.
     *
     * @throws netmon.store.files.Home.NoHomeException if no database is named, and no home folder holds the default one
     */
    public Settings settings() {
        Path file = database == null
                ? Home.database(System.getenv(), System.getProperty("user.home"))
                : database.toAbsolutePath();
        return new Settings(
                file,
                interval,
                commitEvery,
                scanner,
                containers,
                names(interfaces),
                names(excludedInterfaces),
                !noAppTracking,
                tiers(),
                Set.copyOf(detail),
                detailBytes,
                detailNames);
    }

    /**
     * Checks every value against its bounds.
     *
     * @throws IllegalArgumentException if a value is out of bounds
     */
    public void check() {
        if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(MOST_INTERVAL) > 0) {
            throw new IllegalArgumentException("--interval must be between 100ms and 10m");
        }
        if (commitEvery.compareTo(MOST_BETWEEN_COMMITS) > 0) {
            throw new IllegalArgumentException("--commit-every must be at most 10m");
        }
        tiers();
        if (detailNames == HostNameChoice.RESOLVED && !detail.contains(DetailKind.DESTINATION)) {
            throw new IllegalArgumentException("--detail-names resolved needs 'destination' in --detail");
        }
        checkNames("--interfaces", interfaces);
        checkNames("--exclude-interfaces", excludedInterfaces);
    }

    private Retention tiers() {
        return new Retention(keepSeconds, keepMinutes, keepQuarters);
    }

    private static void checkNames(String option, List<String> list) {
        if (names(list).contains("")) {
            throw new IllegalArgumentException(option + " has an empty name: " + String.join(",", list));
        }
    }

    private static Set<String> names(List<String> list) {
        return list.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
