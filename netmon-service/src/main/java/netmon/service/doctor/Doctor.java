package netmon.service.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import netmon.model.Alert;
import netmon.model.Check;
import netmon.model.OperatingSystem;
import netmon.model.StoreException;
import netmon.protocol.ChecksReply;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.SystemPrograms;
import netmon.service.alerts.DesktopNotification;
import netmon.service.settings.Settings;
import netmon.service.settings.SettingsFile;
import netmon.service.sources.SystemClock;
import netmon.store.TrafficReader;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes the checks that only this program can make: sources, settings, supervisor, and other installations. */
public final class Doctor {
    private final Settings settings;
    private final Supplier<CommandLine> commandLine;
    private final @Nullable Path configuration;
    private final Path home;

    /** @param commandLine creates a command line that knows all options, to check the settings file */
    public Doctor(Settings settings, Supplier<CommandLine> commandLine) {
        this.settings = settings;
        this.commandLine = commandLine;
        this.configuration = Home.settings(System.getenv(), System.getProperty("user.home"));
        this.home = configuration == null
                ? Path.of("/")
                : configuration.resolve("../..").normalize();
    }

    /**
     * The result of an examination.
     *
     * @param checks all checks except that of the installations, which depends on the caller's installation
     * @param running the running services of this user
     */
    public record DoctorFindings(List<Check> checks, List<RunningService> running, Path database) {
        /** All checks; {@code jar} is the program of the caller's installation. */
        public List<Check> checksFor(String jar) {
            List<Check> all = new ArrayList<>(checks);
            all.add(RunningService.check(running, jar, database));
            return all;
        }
    }

    public DoctorFindings examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(configuration());
        checks.addAll(new SourceTrials(new SystemClock()).checks(settings));
        SupervisorState supervisor = new SupervisorQuery(Path.of("/"), home, System.getenv(), uid(), Doctor::answer)
                .ask(OperatingSystem.current());
        if (supervisor != null) {
            checks.add(supervisor.check());
        }
        checks.add(new DesktopNotification(OperatingSystem.current(), SystemPrograms.PLACES, System.getenv())
                .check(hasDesktopAlert(settings.database())));
        return new DoctorFindings(checks, running(), settings.database());
    }

    /** Whether an alert is reported on the desktop; a database that cannot be read is the matter of other checks. */
    private static boolean hasDesktopAlert(Path database) {
        if (Files.notExists(database)) {
            return false;
        }
        try (TrafficReader store = TrafficReader.open(database)) {
            return store.alerts().stream().anyMatch(each -> each.means() == Alert.Means.DESKTOP);
        } catch (StoreException e) {
            return false;
        }
    }

    /** Prints the checks, for {@code netmon doctor} of this installation. */
    public void print(PrintWriter out) {
        out.println(new ChecksReply(examine().checksFor(jar())).encode());
        out.flush();
    }

    /** The path of this program. */
    private static String jar() {
        return Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    private Check configuration() {
        Path file = configuration;
        if (file == null) {
            return Check.ok("settings", "there is no settings file, because there is no home folder");
        }
        try {
            SettingsFile.read(file, commandLine);
            return Check.ok("settings", Files.exists(file) ? file + " is valid" : "there is no settings file");
        } catch (SettingsFile.WrongLine e) {
            String remedy = "fix this line, then restart the service";
            return Check.bad("settings", String.valueOf(e.getMessage()), remedy);
        }
    }

    /** The output of a program; empty if the program failed. */
    private static String answer(String commandLine) {
        try {
            ProgramOutput output = new SystemPrograms(OperatingSystem.current().utf8Locale()).run(commandLine);
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

    private List<RunningService> running() {
        String user = System.getProperty("user.name", "");
        return ProcessHandle.allProcesses()
                .map(each -> installation(each, user))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The network namespace of a process: services in two of them measure different bytes. Empty if unknown. */
    private static String namespace(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/net"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    private @Nullable RunningService installation(ProcessHandle process, String user) {
        ProcessHandle.Info info = process.info();
        String namespace = namespace(process);
        boolean isElsewhere = !namespace.isEmpty() && !namespace.equals(namespace(ProcessHandle.current()));
        if (!info.user().orElse("").equals(user) || isElsewhere) {
            return null;
        }
        List<String> arguments = info.arguments().map(List::of).orElse(List.of());
        RunningService found = RunningService.of(
                process.pid(), arguments, home.resolve(".netmon/netmon.db").toString());
        // The command line of this process may name a relative path, so its settings are used instead.
        return found != null && process.equals(ProcessHandle.current())
                ? new RunningService(process.pid(), jar(), settings.database().toString())
                : found;
    }
}
