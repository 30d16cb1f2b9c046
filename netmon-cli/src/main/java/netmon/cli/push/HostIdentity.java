package netmon.cli.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import netmon.cli.push.wire.PushResource;
import netmon.cli.session.Session;
import netmon.model.OperatingSystem;
import netmon.model.Version;

/** What a push tells about this machine. It asks no name server. */
final class HostIdentity {
    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final List<String> UNAME = List.of("/usr/bin/uname", "/bin/uname");

    private HostIdentity() {}

    static PushResource of(String instance, String id, Session session) {
        String os = switch (OperatingSystem.current()) {
            case MACOS -> "darwin";
            case LINUX -> "linux";
            case OTHER -> System.getProperty("os.name", "");
        };
        return new PushResource(host(session), instance, id, os, Version.number());
    }

    private static String host(Session session) {
        try {
            String name = Files.exists(LINUX_NAME) ? Files.readString(LINUX_NAME) : uname();
            if (!name.isBlank()) {
                return name.strip();
            }
        } catch (IOException e) {
            // the variable below remains
        }
        String name = session.variable("HOSTNAME");
        return name.isEmpty() ? "unknown" : name;
    }

    private static String uname() throws IOException {
        for (String program : UNAME) {
            if (Files.isExecutable(Path.of(program))) {
                ProcessBuilder builder = new ProcessBuilder(program, "-n").redirectErrorStream(true);
                builder.environment().clear();
                return output(builder.start());
            }
        }
        return "";
    }

    private static String output(Process process) throws IOException {
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readNBytes(256), StandardCharsets.UTF_8);
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            process.destroyForcibly();
        }
    }
}
