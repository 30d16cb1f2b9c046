package netmon.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import netmon.setup.Plan.Step;

/** Runs programs without a shell, waits until they exit, and keeps the start of their output. */
record ProgramRunner(Map<String, String> environment) {
    /** The slowest program creates the class archives, which takes 20 seconds on a slow machine. */
    private static final long LIMIT_SECONDS = 180;

    /** Enough for an error message. */
    private static final int MOST_BYTES = 8192;

    /** The exit status of a program, and its output and errors as one text. */
    record Result(int status, String output) {
        boolean isOk() {
            return status == 0;
        }
    }

    /** A step that runs a program, which must succeed. */
    Step step(List<String> command) {
        return new Step(text(command), () -> require(command, 1));
    }

    /** A step that runs a program and repeats it while it fails: five attempts, one second apart. */
    Step patientStep(List<String> command) {
        return new Step(text(command), () -> require(command, 5));
    }

    /**
     * A step that runs a program and ignores its failure, also where it is missing or does not exit.
     *
     * @param purpose for users, such as {@code create archives}
     */
    Step optionalStep(String purpose, List<String> command) {
        return new Step(purpose + ": " + text(command), () -> attempt(command));
    }

    /** The same for a program whose name says what it does. */
    Step optionalStep(List<String> command) {
        return new Step(text(command), () -> attempt(command));
    }

    private static String text(List<String> command) {
        return "run " + String.join(" ", command);
    }

    private void attempt(List<String> command) throws SetupException {
        try {
            run(command);
        } catch (SetupException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    private void require(List<String> command, int attempts) throws SetupException {
        Result result = run(command);
        for (int i = 1; i < attempts && !result.isOk(); i++) {
            InstalledService.pause(1000);
            result = run(command);
        }
        if (!result.isOk()) {
            throw new SetupException(String.join(" ", command) + " failed with status " + result.status()
                    + (result.output().isEmpty() ? "" : ": " + result.output()));
        }
    }

    Result run(List<String> command) throws SetupException {
        try {
            // Output goes to a file: a child of the program may keep a pipe open.
            Path output = Files.createTempFile("netmon-setup", ".out");
            try {
                return run(command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new SetupException("cannot run " + String.join(" ", command) + ": " + e.getMessage(), e);
        }
    }

    private Result run(List<String> command, Path output) throws IOException, SetupException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new SetupException(
                        String.join(" ", command) + " did not exit within " + LIMIT_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted", e);
        }
        try (InputStream in = Files.newInputStream(output)) {
            return new Result(
                    process.exitValue(), new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
        }
    }
}
