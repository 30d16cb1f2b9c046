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
import netmon.service.settings.UsageErrors;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code netmon-service}: the background service's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Does what the command line says and returns the exit status. */
    public static int run(String... args) {
        Path file = Home.settings(System.getenv(), System.getProperty("user.home"));
        if (isPlainDoctor(file, args)) {
            PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
            new Doctor(SettingsOptions.usual(Path.of(args[2]))).tell(out);
            return 0;
        }
        CommandLine command = ServiceCommand.commandLine();
        try {
            if (file != null) {
                command.setDefaultValueProvider(SettingsFile.read(file, ServiceCommand::commandLine));
            }
        } catch (SettingsFile.WrongLine e) {
            if (!List.of(args).contains("--doctor")) { // which tells it among all else
                return UsageErrors.misunderstood(command, e.getMessage());
            }
        }
        return command.execute(args);
    }

    /**
     * Whether {@code netmon doctor} waits, and nobody has set anything: picocli would take a third of the time to find
     * that out. Whatever else is asked is picocli's to understand.
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
