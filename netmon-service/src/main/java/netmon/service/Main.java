package netmon.service;

import java.nio.file.Path;
import java.util.List;
import netmon.store.Home;
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
        CommandLine command = ServiceCommand.commandLine();
        try {
            if (file != null) {
                command.setDefaultValueProvider(Configuration.read(file, ServiceCommand::commandLine));
            }
        } catch (Configuration.WrongLine e) {
            if (!List.of(args).contains("--doctor")) { // which tells it among all else
                return Complaints.misunderstood(command, e.getMessage());
            }
        }
        return command.execute(args);
    }
}
