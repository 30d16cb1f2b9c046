package netmon.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;
import netmon.model.Interface;
import netmon.model.Socket;
import netmon.scan.CounterSource;
import netmon.scan.Output;
import netmon.scan.Platform;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.Tools;
import org.jspecify.annotations.Nullable;

/** Looks at what only this program can: the sources, the settings, who starts the service, and other installations. */
final class Doctor {
    private final Settings settings;
    private final Path home;
    private final SystemClock clock = new SystemClock();

    Doctor(Settings settings) {
        this.settings = settings;
        this.home = Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home", "/")));
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(configuration());
        checks.addAll(sources());
        Supervisor supervisor = supervisor();
        if (supervisor != null) {
            checks.add(supervisor.check());
        }
        checks.add(Installation.check(running(), jar(), settings.database()));
        return checks;
    }

    private Check configuration() {
        Path file = home.resolve(".netmon/netmon.properties");
        try {
            Configuration.read(file, ServiceCommand::commandLine);
            return Check.ok("settings", Files.exists(file) ? file + " can be used" : "there is no settings file");
        } catch (Configuration.WrongLine e) {
            return Check.bad(
                    "settings", String.valueOf(e.getMessage()), "the service does not start before it is mended");
        }
    }

    private List<Check> sources() {
        List<Check> checks = new ArrayList<>();
        try {
            String system = Platform.here();
            Platform platform =
                    Sources.platform(system, Platform.machine(system), Platform.processes(system), clock, settings);
            SourceChecks.Trial interfaces = interfaces(platform);
            List<SourceChecks.Trial> sockets =
                    platform.sockets().stream().map(this::trial).toList();
            checks.add(SourceChecks.interfaces(interfaces));
            checks.addAll(SourceChecks.sockets(sockets));
            checks.addAll(SourceChecks.rows(List.of(interfaces)));
            checks.addAll(SourceChecks.rows(sockets));
        } catch (ScanException e) {
            checks.add(Check.bad("sources", String.valueOf(e.getMessage()), "see --scanner"));
        }
        return checks;
    }

    private SourceChecks.Trial interfaces(Platform platform) {
        CounterSource source = platform.counters();
        try {
            source.read();
            long start = clock.monotonicNanos();
            List<Interface> all = source.read().interfaces();
            long millis = millisSince(start);
            int counted = (int) all.stream().filter(Interface::counted).count();
            return new SourceChecks.Trial(source.name(), millis, counted, true, source.rowTallies(), "");
        } catch (ScanException | RuntimeException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    private SourceChecks.Trial trial(SocketSource source) {
        try {
            source.read();
            long start = clock.monotonicNanos();
            List<Socket> sockets = source.read().sockets();
            long millis = millisSince(start);
            boolean measures = sockets.stream().anyMatch(each -> each.payload() != null);
            return new SourceChecks.Trial(source.name(), millis, sockets.size(), measures, source.rowTallies(), "");
        } catch (ScanException | RuntimeException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    private long millisSince(long start) {
        return (clock.monotonicNanos() - start) / 1_000_000;
    }

    private @Nullable Supervisor supervisor() {
        String config = System.getenv().getOrDefault("XDG_CONFIG_HOME", "");
        Path configuration = config.isEmpty() ? home.resolve(".config") : Path.of(config);
        return new Supervisors(Path.of("/"), home, configuration, uid(), Doctor::answer).ask(Platform.here());
    }

    /** What a program printed; nothing if it could not do what it was asked. */
    private static String answer(String commandLine) {
        try {
            Output output =
                    new Tools(Platform.here().equals(Platform.MACOS) ? "en_US.UTF-8" : "C.UTF-8").run(commandLine);
            return output.exit() == 0 ? output.text() : "";
        } catch (ScanException e) {
            return "";
        }
    }

    private String uid() {
        try {
            return Files.getAttribute(home, "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "0";
        }
    }

    private List<Installation> running() {
        String usual = home.resolve(".netmon/netmon.db").toString();
        String user = System.getProperty("user.name", "");
        List<Installation> running = new ArrayList<>();
        ProcessHandle.allProcesses()
                .filter(each -> each.info().user().orElse("").equals(user))
                .forEach(each -> {
                    List<String> arguments =
                            each.info().arguments().map(List::of).orElse(List.of());
                    Installation found = Installation.of(each.pid(), arguments, usual);
                    if (found != null) {
                        running.add(found);
                    }
                });
        return running;
    }

    /** As the launcher names it. */
    private static String jar() {
        return Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .normalize()
                .toString();
    }
}
