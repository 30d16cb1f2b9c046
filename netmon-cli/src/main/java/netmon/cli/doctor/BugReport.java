package netmon.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import netmon.cli.client.ServiceRun;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Check;
import netmon.model.PlainText;

/**
 * Writes a bug report: a recording of this machine, the results of doctor, and the end of the service's log.
 *
 * @param file an archive that does not exist yet
 */
record BugReport(Session session, Path file, boolean anonymous) {
    /** The name of the file with the results of doctor, which the service expects. */
    private static final String ANSWER = "doctor.tsv";

    /** Makes the service write one file, and not a folder. */
    private static final String SUFFIX = ".zip";

    /** The log that scripts/start and setup put beside the database. */
    private static final String LOG = "netmon-service.log";

    /** The additional time of a recording: to read everything, and to replace names. */
    private static final Duration EXTRA = Duration.ofMinutes(5);

    /** A report with this name, to which the suffix is added if it is missing. */
    static BugReport named(Session session, Path file, boolean anonymous) {
        boolean named = file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        return new BugReport(session, named ? file : file.resolveSibling(file.getFileName() + SUFFIX), anonymous);
    }

    /**
     * Writes the report.
     *
     * @param seconds the length of the recording
     * @return the exit status
     */
    int write(int seconds, List<Check> checks) {
        try {
            ServiceRun.Outcome answer = record(seconds, checks);
            if (answer.status() != ExitCode.OK) {
                answer.err().lines().forEach(each -> session.err().println(PlainText.of(each)));
                return ExitCode.FAILED;
            }
        } catch (IOException e) {
            session.err().println(PlainText.of("netmon: cannot record: " + e.getMessage()));
            return ExitCode.FAILED;
        }
        String content =
                anonymous ? ", with replaced addresses, names and paths" : "; it shows which hosts were contacted";
        session.out().println(PlainText.of("recorded into " + file + content));
        return ExitCode.OK;
    }

    private ServiceRun.Outcome record(int seconds, List<Check> checks) throws IOException {
        Path program = ServiceRun.program(session);
        if (program == null) {
            throw new IOException("there is no netmon-service beside this command");
        }
        Path folder = Files.createTempDirectory("netmon");
        Path answer = folder.resolve(ANSWER);
        try {
            Files.writeString(
                    answer, checks.stream().map(each -> each.line() + "\n").collect(Collectors.joining()));
            try (ServiceRun run = ServiceRun.start(program, arguments(seconds, answer))) {
                return run.await(EXTRA.plusSeconds(seconds));
            }
        } finally {
            Files.deleteIfExists(answer);
            Files.delete(folder);
        }
    }

    private List<String> arguments(int seconds, Path answer) {
        List<String> arguments = new ArrayList<>(List.of(
                "--record",
                file.toString(),
                "--seconds",
                Integer.toString(seconds),
                "--enclose",
                answer.toString(),
                "--enclose",
                session.database().resolveSibling(LOG).toString()));
        if (anonymous) {
            arguments.add("--anonymise");
        }
        return arguments;
    }
}
