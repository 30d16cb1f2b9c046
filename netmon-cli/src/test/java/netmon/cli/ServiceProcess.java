package netmon.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import netmon.cli.client.DatabaseChange;
import netmon.cli.client.ServiceClient;
import netmon.protocol.Request;

/** The real service as a separate process. It measures this machine into a database of the test. */
public final class ServiceProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final long POLL_MILLIS = 20;

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** Starts the service, and waits until it answers. */
    public static ServiceProcess start(Path home, Path database, String... options) throws Exception {
        List<String> line = new ArrayList<>(java(home));
        line.addAll(List.of(
                "--db",
                database.toString(),
                "--log",
                home.resolve("service.log").toString()));
        line.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("HOME", home.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        ServiceProcess service = new ServiceProcess(builder.start());
        until("the service answers", () -> service.answers(database));
        return service;
    }

    /**
     * Writes a program that starts the service, for {@code NETMON_SERVICE}.
     *
     * @param variables such as {@code HOME='/home/me'}
     */
    public static Path program(Path file, String variables) throws IOException {
        String line = java(file.resolveSibling("")).stream()
                .map(each -> "'" + each + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(file, "#!/bin/sh\n" + variables + " exec " + line + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /** @param folder for the native library of SQLite */
    private static List<String> java(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                classPath(),
                netmon.service.Main.class.getName());
    }

    /** The class path without the logger of the command, which logs nothing: the service needs its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(each -> !each.contains("slf4j-nop"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private boolean answers(Path database) {
        if (!process.isAlive()) {
            throw new AssertionError("the service ended with status " + process.exitValue());
        }
        try {
            ServiceClient.ask(database, new Request.GetStatus(), DatabaseChange.USUAL_PATIENCE);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** Waits for a condition, with a time limit. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Stops the service by SIGTERM, and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
