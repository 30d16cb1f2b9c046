package netmon.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.cli.ServiceProcess;
import netmon.cli.client.ServiceClient;
import netmon.cli.session.Session;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the running service, and of its program if no service runs. */
@Timeout(60)
class ServiceChecksTest {
    private static final String JAR = "/home/me/netmon/bin/lib/netmon-service.jar";

    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

    @TempDir
    private Path home;

    private Path database;
    private Path program;

    @BeforeEach
    void paths() {
        database = home.resolve("netmon.db");
        program = home.resolve("netmon-service");
    }

    private ServiceChecks start() {
        Session session =
                new Session(Map.of("HOME", home.toString(), "NETMON_SERVICE", program.toString()), NOWHERE, NOWHERE);
        session.use(database);
        return ServiceChecks.start(session, JAR);
    }

    private List<Check> found(boolean silent) throws IOException {
        try (ServiceChecks checks = start()) {
            return checks.checks(silent);
        }
    }

    private void writeProgram(String script) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aRunningServiceChecksItself() throws Exception {
        writeProgram("touch " + home.resolve("started"));
        try (ServiceProcess service = ServiceProcess.start(home, database)) {
            assertTrue(service.isAlive());
            List<String> names = found(false).stream().map(Check::name).toList();
            assertEquals("settings", names.get(0));
            assertTrue(names.contains("interfaces"), names::toString);
            assertEquals("installations", names.get(names.size() - 1));
            assertTrue(Files.notExists(home.resolve("started")), "a second Java takes its time");
        }
    }

    @Test
    void manyRequestsDoNotStopTheMeasuring() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, database)) {
            List<ServiceClient<ChecksReply>> callers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                callers.add(ServiceClient.start(database, new Request.GetChecks("/caller-" + i + ".jar")));
            }
            ServiceClient.ask(database, new Request.GetStatus()); // the service answers this while it examines
            for (ServiceClient<ChecksReply> each : callers) {
                try (each) {
                    List<Check> checks = each.reply(Duration.ofSeconds(30)).checks();
                    assertEquals("installations", checks.get(checks.size() - 1).name());
                }
            }
            assertTrue(service.isAlive());
        }
    }

    @Test
    void withoutAServiceItsProgramIsStarted() throws Exception {
        writeProgram("printf 'netmon/2 doctor\\ncheck verdict=bad name=settings seen='; echo \"$*\" | tr ' \\n' '+ ';"
                + "echo remedy=mend+it");

        assertEquals(List.of(Check.bad("settings", "--doctor --db " + database, "mend it")), found(false));
    }

    @Test
    void uselessOutputOfTheProgramIsQuoted() throws Exception {
        writeProgram("echo no Java >&2; exit 1");

        assertEquals("netmon-service printed: no Java", found(false).get(0).seen());
    }

    @Test
    void aMissingProgramIsReported() throws Exception {
        assertEquals("program", found(false).get(0).name());
    }
}
