package netmon.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import netmon.cli.client.ServiceClient;
import netmon.cli.client.ServiceRun;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import netmon.cli.session.StartInstructions;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * The checks that only {@code netmon-service} can make: the running service, since it measures with its own permissions
 * and environment, else a new process of its program. They run while this command checks the rest.
 */
final class ServiceChecks implements AutoCloseable {
    /** Each source may take its time limit of 5 s, twice. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** After this time netmon-service --doctor makes the checks instead of the running service. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private final Session session;
    private @Nullable ServiceClient<ChecksReply> service;
    private @Nullable ServiceRun run;
    private @Nullable Check trouble;

    private ServiceChecks(Session session) {
        this.session = session;
    }

    static ServiceChecks start(Session session) {
        Path image = InstalledFiles.folder();
        return start(
                session,
                image == null ? null : image.resolve("lib/netmon-service.jar").toString());
    }

    /**
     * @param jar the jar of the service in this installation, so that the service can detect another one; null if it is
     *     unknown
     */
    static ServiceChecks start(Session session, @Nullable String jar) {
        ServiceChecks started = new ServiceChecks(session);
        started.service = jar == null ? null : askService(session, jar);
        if (started.service == null) {
            started.startProgram();
        }
        return started;
    }

    /**
     * Waits for the results.
     *
     * @param silent whether the service does not answer, so that waiting is useless
     */
    List<Check> checks(boolean silent) {
        List<Check> found = silent || service == null ? List.of() : results(service);
        return found.isEmpty() ? byProgram() : found;
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
        if (run != null) {
            run.close();
        }
    }

    /** Sends the request; null if no service listens. */
    private static @Nullable ServiceClient<ChecksReply> askService(Session session, String jar) {
        try {
            return ServiceClient.start(session.database(), new Request.GetChecks(jar));
        } catch (IOException e) {
            return null;
        }
    }

    /** The results; none if the service is too old or too busy for this request, or has ended. */
    private static List<Check> results(ServiceClient<ChecksReply> service) {
        try {
            return service.reply(LONGEST_ANSWER).checks();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void startProgram() {
        Path program = ServiceRun.program(session);
        if (program == null) {
            trouble = fault("there is no netmon-service beside this command");
            return;
        }
        try {
            run = ServiceRun.start(
                    program, List.of("--doctor", "--db", session.database().toString()));
        } catch (IOException e) {
            trouble = fault(String.valueOf(e.getMessage()));
        }
    }

    private static Check fault(String seen) {
        return Check.bad("program", seen, StartInstructions.own().repair());
    }

    private List<Check> byProgram() {
        if (run == null && trouble == null) {
            startProgram();
        }
        if (run == null) {
            return trouble == null ? List.of() : List.of(trouble);
        }
        try {
            ServiceRun.Outcome outcome = run.await(LONGEST);
            return outcome.out().isEmpty()
                    ? List.of(fault("netmon-service printed: " + outcome.err().strip()))
                    : ChecksReply.parse(outcome.out().strip()).checks();
        } catch (IOException e) {
            return List.of(fault(String.valueOf(e.getMessage())));
        }
    }
}
