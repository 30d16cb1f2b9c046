package netmon.service;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.service.doctor.Doctor;
import netmon.service.run.StopSignal;
import netmon.service.settings.SettingsFile;
import netmon.service.settings.SettingsOptions;
import netmon.service.settings.SudoGuard;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The entry point of {@code netmon-service}. */
public final class Main {
    /** Runs that report by their exit status whether they were completed. */
    private static final List<String> OTHER_RUNS = List.of("--doctor", "--record", "--replay");

    /** JNA's library on Linux and on macOS. */
    private static final List<String> LIBRARY_NAMES = List.of("libjnidispatch.so", "libjnidispatch.jnilib");

    private static final int FAILED = 1;

    /** What to do after an Error that Java throws where the system gives it too little. */
    static final String LIMITS_TOO_LOW = "; are the limits of memory, processes or open files too low? see ulimit -a";

    private Main() {}

    public static void main(String[] args) {
        keepJnaOutOfHome();
        if (List.of(args).stream().noneMatch(OTHER_RUNS::contains)) {
            StopSignal.awaitWork();
        }
        int status = runSafely(args);
        StopSignal.workStarts();
        System.exit(status);
    }

    /**
     * JNA creates a folder in the user's cache at each start, for libraries that it unpacks, unless it may unpack none:
     * the installation contains its library. A removal of netmon would leave that folder.
     */
    private static void keepJnaOutOfHome() {
        String folder = System.getProperty("jna.boot.library.path", "");
        boolean isUnpacked = LIBRARY_NAMES.stream().anyMatch(each -> Files.exists(Path.of(folder, each)));
        if (!folder.isEmpty() && isUnpacked) {
            System.setProperty("jna.nounpack", "true");
        }
    }

    /**
     * An Error that leaves this method would end the process without a sentence, and with the status of a signal. Too
     * few descriptors may be the cause, so that no other class can be loaded.
     */
    private static int runSafely(String... args) {
        try {
            return run(args);
        } catch (Error e) {
            output(FileDescriptor.err)
                    .println("netmon-service: ".concat(e.toString()).concat(LIMITS_TOO_LOW));
            return FAILED;
        }
    }

    /** Executes the command line and returns the exit status. */
    public static int run(String... args) {
        Path file = Home.settings(System.getenv(), System.getProperty("user.home"));
        if (isPlainDoctor(file, args)) {
            PrintWriter out = output(FileDescriptor.out);
            new Doctor(SettingsOptions.defaults(Path.of(args[2])), ServiceCommand::commandLine).print(out);
            return out.checkError() ? FAILED : 0;
        }
        CommandLine command = ServiceCommand.commandLine().setOut(output(FileDescriptor.out));
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
        int status = command.execute(args);
        return status == 0 && command.getOut().checkError() ? FAILED : status;
    }

    /** Not System.out, which hides that the disk is full or the reader gone. */
    private static PrintWriter output(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
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
