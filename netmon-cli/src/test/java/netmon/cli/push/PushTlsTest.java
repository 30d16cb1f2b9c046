package netmon.cli.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.cli.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code netmon push} over TLS, to real servers with good and bad certificates. */
@Timeout(120)
class PushTlsTest {
    private static final long AFTER_RECORDING = 1_795_440_600;

    @TempDir
    private static Path keys;

    private static TestCertificates certificates;

    @TempDir
    Path home;

    @BeforeAll
    static void makesCertificates() throws IOException, InterruptedException {
        certificates = new TestCertificates(keys);
    }

    private Run pushes(Engine engine, String... tls) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".netmon"));
        String recording = Path.of("src/test/resources/recordings/macos15").toString();
        String database = folder.resolve("netmon.db").toString();
        if (Files.notExists(Path.of(database))) {
            assertEquals(0, netmon.service.Main.run("--replay", recording, "--db", database));
        }
        List<String> lines = new ArrayList<>(List.of("push.a.url = " + engine.url(), "push.a.protocol = otlp"));
        for (String each : tls) {
            lines.add("push.a." + each);
        }
        Files.write(folder.resolve("netmon.properties"), lines);
        return Run.of(
                Map.of("HOME", home.toString(), "TZ", "UTC", "NETMON_NOW", Long.toString(AFTER_RECORDING)), "push");
    }

    private static String authority() throws Exception {
        return "ca-file = " + certificates.certificate("authority");
    }

    private static void accepted(Engine engine, Run run) {
        assertEquals(0, run.status(), run.err());
        assertFalse(engine.received.isEmpty());
    }

    private static void refused(Engine engine, Run run, String why) {
        assertEquals(1, run.status());
        assertTrue(run.err().contains(why), run.err());
        assertFalse(run.err().contains("Exception") || run.err().contains("PKIX"), run.err());
        assertTrue(engine.received.isEmpty());
    }

    @Test
    void aCertificateOfTheAuthorityInTheFileIsAccepted() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("engine"), false)) {
            accepted(engine, pushes(engine, authority()));
        }
    }

    @Test
    void aCertificateThatNoKnownAuthoritySignedIsRefused() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("engine"), false)) {
            refused(engine, pushes(engine), "no known authority has signed it; push.NAME.ca-file names");
            String other = "ca-file = " + certificates.certificate("stranger");
            refused(engine, pushes(engine, other), "no known authority has signed it");
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("elsewhere"), false)) {
            refused(engine, pushes(engine, authority()), "it belongs to another host: ");
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("old"), false)) {
            refused(engine, pushes(engine, authority()), "is refused: it has expired");
        }
    }

    @Test
    void aClientCertificateIsSentWhereTheEngineWantsOne() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            String certificate = "client-certificate = " + certificates.certificate("client");
            accepted(engine, pushes(engine, authority(), certificate, "client-key = " + certificates.key("client")));
        }
    }

    @Test
    void aClientCertificateAndItsKeyMayBeInOneFile() throws Exception {
        Path both = Files.writeString(
                home.resolve("both.pem"),
                Files.readString(certificates.certificate("client")) + certificates.keyText("client"));
        Files.setPosixFilePermissions(both, PosixFilePermissions.fromString("rw-------"));
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            accepted(engine, pushes(engine, authority(), "client-certificate = " + both));
        }
    }

    @Test
    void anEngineThatWantsAClientCertificateIsNamed() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            refused(
                    engine,
                    pushes(engine, authority()),
                    "wants a client certificate; push.NAME.client-certificate names");
        }
    }

    @Test
    void aClientCertificateOfAnotherAuthorityIsRefused() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            Run run = pushes(
                    engine,
                    authority(),
                    "client-certificate = " + certificates.certificate("intruder"),
                    "client-key = " + certificates.key("intruder"));
            refused(engine, run, "does not accept the certificate of push.NAME.client-certificate");
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        Path key = Files.copy(certificates.key("client"), home.resolve("open.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            Run run = pushes(
                    engine,
                    authority(),
                    "client-certificate = " + certificates.certificate("client"),
                    "client-key = " + key);
            refused(engine, run, "chmod 600");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            Run run = pushes(
                    engine,
                    authority(),
                    "client-certificate = " + certificates.certificate("intruder"),
                    "client-key = " + certificates.key("engine"));
            refused(engine, run, "does not belong to the certificate in");
        }
    }

    @Test
    void filesWithoutTheirContentAreNamed() throws Exception {
        Path text = Files.writeString(home.resolve("text"), "-----BEGIN RSA PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
        try (Engine engine = Engine.overTls(certificates.engine("engine"), true)) {
            refused(engine, pushes(engine, "ca-file = " + text), "there is no certificate in " + text);
            refused(engine, pushes(engine, "ca-file = /nonexistent"), "/nonexistent: there is no such file");
            String certificate = "client-certificate = " + certificates.certificate("client");
            refused(engine, pushes(engine, certificate, "client-key = " + text), "openssl pkcs8 -topk8");
        }
    }

    @Test
    void certificatesNeedHttps() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            Run run = pushes(engine, "ca-file = /etc/ca.pem");
            assertEquals(2, run.status());
            assertTrue(run.err().contains("push.a.url must begin with https:"), run.err());
        }
    }
}
