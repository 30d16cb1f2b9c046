package netmon.service;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.service.doctor.Doctor;
import netmon.service.settings.SettingsFile;
import netmon.service.settings.SettingsOptions;
import netmon.service.settings.SudoGuard;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The entry point of {@code netmon-service}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Executes the command line and returns the exit status. */
    public static int run(String... args) {
        Path file = Home.settings(System.getenv(), System.getProperty("user.home"));
        if (isPlainDoctor(file, args)) {
            PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
            new Doctor(SettingsOptions.defaults(Path.of(args[2])), ServiceCommand::commandLine).print(out);
            return 0;
        }
        CommandLine command = ServiceCommand.commandLine();
        try {
            if (file != null) {
                command.setDefaultValueProvider(SettingsFile.read(file, ServiceCommand::commandLine));
            }
        } catch (SettingsFile.WrongLine e) {
            if (!List.of(args).contains("--doctor")) { // doctor reports it among its checks
                UsageErrors.print(command, e.getMessage());
                return UsageErrors.USAGE;
            }
        }
        return command.execute(args);
    }

    /**
     * True if {@code netmon doctor} has started this process and there are no settings. This case does without picocli,
     * which would take a third of the time that the user waits.
     */
    private static boolean isPlainDoctor(@Nullable Path settings, String... args) {
        return args.length == 3
                && args[0].equals("--doctor")
                && args[1].equals("--db")
                && args[2].startsWith("/")
                && !new SudoGuard(System.getenv(), System.getProperty("user.name")).isUsed()
                && (settings == null || Files.notExists(settings));
    }
}
