package netmon.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import netmon.cli.client.ServiceClient;
import netmon.cli.client.ServiceProgram;
import netmon.cli.client.ServiceRun;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * The checks that only {@code netmon-service} can make: of the living one, whose rights and environment are those that
 * count, else of its program. They are made while this command looks at the rest.
 */
final class ServiceChecks implements AutoCloseable {
    /** Each source may take its time limit of 5 s, twice. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final String REMEDY = "build it: scripts/build";

    private final Session session;
    private @Nullable ServiceClient<ChecksReply> service;
    private @Nullable ServiceRun errand;
    private @Nullable Check trouble;

    private ServiceChecks(Session session) {
        this.session = session;
    }

    static ServiceChecks begin(Session session) {
        Path image = InstalledFiles.folder();
        return begin(
                session,
                image == null ? null : image.resolve("lib/netmon-service.jar").toString());
    }

    /** @param jar the service's program in this installation, by which it tells another one; null where unknown */
    static ServiceChecks begin(Session session, @Nullable String jar) {
        ServiceChecks begun = new ServiceChecks(session);
        begun.service = jar == null ? null : askService(session, jar);
        if (begun.service == null) {
            begun.startProgram();
        }
        return begun;
    }

    /**
     * Waits for what was found.
     *
     * @param silent whether the service does not answer, so that it is not waited for
     */
    List<Check> checks(boolean silent) {
        List<Check> found = silent || service == null ? List.of() : answered(service);
        return found.isEmpty() ? byProgram() : found;
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
        if (errand != null) {
            errand.close();
        }
    }

    /** Null without a service that listens. */
    private static @Nullable ServiceClient<ChecksReply> askService(Session session, String jar) {
        try {
            return ServiceClient.start(session.database(), new Request.GetChecks(jar));
        } catch (IOException e) {
            return null;
        }
    }

    /** Nothing where the service is too old, or too busy, for this question, or has gone. */
    private static List<Check> answered(ServiceClient<ChecksReply> service) {
        try {
            return service.reply(LONGEST).checks();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void startProgram() {
        ServiceProgram program = ServiceProgram.find(session);
        if (program == null) {
            trouble = Check.bad("program", "there is no netmon-service beside this command", REMEDY);
            return;
        }
        try {
            errand =
                    program.start(List.of("--doctor", "--db", session.database().toString()));
        } catch (IOException e) {
            trouble = Check.bad("program", String.valueOf(e.getMessage()), REMEDY);
        }
    }

    private List<Check> byProgram() {
        if (errand == null && trouble == null) {
            startProgram();
        }
        if (errand == null) {
            return trouble == null ? List.of() : List.of(trouble);
        }
        try {
            ServiceRun.Outcome outcome = errand.await(LONGEST);
            return outcome.out().isEmpty()
                    ? List.of(Check.bad(
                            "program", "netmon-service says: " + outcome.err().strip(), REMEDY))
                    : ChecksReply.parse(outcome.out().strip()).checks();
        } catch (IOException e) {
            return List.of(Check.bad("program", String.valueOf(e.getMessage()), REMEDY));
        }
    }
}
