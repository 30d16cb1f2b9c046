package netmon.service.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;
import netmon.model.OperatingSystem;
import netmon.protocol.ChecksReply;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.SystemPrograms;
import netmon.service.ServiceCommand;
import netmon.service.settings.Settings;
import netmon.service.settings.SettingsFile;
import netmon.service.sources.SystemClock;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;

/** Looks at what only this program can: the sources, the settings, who starts the service, and other installations. */
public final class Doctor {
    private final Settings settings;
    private final @Nullable Path configuration;
    private final Path home;

    public Doctor(Settings settings) {
        this.settings = settings;
        this.configuration = Home.settings(System.getenv(), System.getProperty("user.home"));
        this.home = configuration == null
                ? Path.of("/")
                : configuration.resolve("../..").normalize();
    }

    /**
     * What was found.
     *
     * @param checks all but the one of the installations, which depends on who asks
     * @param running the services of this user
     * @param database the one that is asked about
     */
    public record DoctorFindings(List<Check> checks, List<RunningService> running, Path database) {
        /**
         * All checks, with the one that compares the installation that asks.
         *
         * @param jar the program of the installation that asks
         */
        public List<Check> toldTo(String jar) {
            List<Check> all = new ArrayList<>(checks);
            all.add(RunningService.check(running, jar, database));
            return all;
        }
    }

    public DoctorFindings examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(configuration());
        checks.addAll(new SourceTrials(new SystemClock()).checks(settings));
        SupervisorState supervisor = supervisor();
        if (supervisor != null) {
            checks.add(supervisor.check());
        }
        return new DoctorFindings(checks, running(), settings.database());
    }

    /** Prints the checks for {@code netmon doctor} of this installation. */
    public void tell(PrintWriter out) {
        out.println(new ChecksReply(examine().toldTo(jar())).encode());
        out.flush();
    }

    /** The program that runs, as the launcher names it. */
    private static String jar() {
        return Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    private Check configuration() {
        Path file = configuration;
        if (file == null) {
            return Check.ok("settings", "there is no home folder, and so no settings file");
        }
        try {
            SettingsFile.read(file, ServiceCommand::commandLine);
            return Check.ok("settings", Files.exists(file) ? file + " can be used" : "there is no settings file");
        } catch (SettingsFile.WrongLine e) {
            return Check.bad(
                    "settings", String.valueOf(e.getMessage()), "the service does not start before it is mended");
        }
    }

    private @Nullable SupervisorState supervisor() {
        return new SupervisorQuery(Path.of("/"), home, System.getenv(), uid(), Doctor::answer)
                .ask(OperatingSystem.current());
    }

    /** What a program printed; nothing if it could not do what it was asked. */
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
        List<RunningService> running = new ArrayList<>();
        ProcessHandle.allProcesses().forEach(each -> {
            ProcessHandle.Info info = each.info();
            RunningService found = info.user().orElse("").equals(user) ? installation(each.pid(), info) : null;
            if (found != null) {
                running.add(found);
            }
        });
        return running;
    }

    private @Nullable RunningService installation(long pid, ProcessHandle.Info info) {
        List<String> arguments = info.arguments().map(List::of).orElse(List.of());
        RunningService found = RunningService.of(
                pid, arguments, home.resolve(".netmon/netmon.db").toString());
        // A service that examines itself knows better than its command line tells, where that names a file in some
        // folder.
        return found != null && pid == ProcessHandle.current().pid()
                ? new RunningService(pid, jar(), settings.database().toString())
                : found;
    }
}
