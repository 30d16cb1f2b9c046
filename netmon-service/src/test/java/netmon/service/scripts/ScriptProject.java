package netmon.service.scripts;


import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the scripts of this project in a temporary folder, with a home folder and fake system programs. Its path
 * contains characters that need quotes in a shell, in XML and in a systemd unit.
 */
final class ScriptProject {
    private static final long LIMIT_SECONDS = 60;

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /** The exit status and the output of a script. */
    record ScriptResult(int status, String out, String err) {}

    private ScriptProject(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(fakes());
        Files.createDirectories(home());
        environment.put("HOME", home().toString());
        environment.put("PATH", fakes() + ":" + System.getenv("PATH"));
        environment.put("CALLS", calls().toString());
        // The tests must not depend on the locale of the developer.
        environment.put("LC_ALL", "C.UTF-8");
    }

    /** A copy of scripts/ and launchd/, with a scripts/build that does nothing. */
    static ScriptProject in(Path temporary) throws IOException {
        ScriptProject project = new ScriptProject(temporary.resolve("net mon & <\"ü\"> $HOME 100%"));
        copy(root().resolve("scripts"), project.root("scripts"));
        copy(root().resolve("launchd"), project.root("launchd"));
        project.script(project.root("scripts/build"), "exit 0");
        return project;
    }

    Path root(String name) {
        return folder.resolve(name);
    }

    Path home() {
        return folder.resolve("ho me & <x> %h");
    }

    Path fakes() {
        return folder.resolve("fakes");
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Puts a fake program first on the PATH. It records its name and arguments, then runs these lines. */
    void fake(String name, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("echo \"" + name + " $*\" >>\"$CALLS\""));
        all.addAll(Arrays.asList(lines));
        script(fakes().resolve(name), all.toArray(String[]::new));
    }

    /** Leaves only these programs on the PATH, besides the fake ones. */
    void onlyPrograms(String... names) throws IOException {
        for (String name : names) {
            Path program = Path.of("/usr/bin", name);
            String real = Files.isExecutable(program) ? program.toString() : "/bin/" + name;
            script(fakes().resolve(name), "exec " + real + " \"$@\"");
        }
        set("PATH", fakes().toString());
    }

    void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void script(Path file, String... lines) throws IOException {
        write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The calls of fake programs so far, in order. */
    List<String> recorded() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    ScriptResult run(String script, String... arguments) throws IOException {
        return runIn(folder, root(script), arguments);
    }

    /** Runs a program with no terminal and nothing on its standard input. */
    ScriptResult runIn(Path workingFolder, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile("script", ".out");
        Path err = Files.createTempFile("script", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new ScriptResult(exit(builder.start()), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The root of this project, above the module of the test. */
    static Path root() {
        Path each = Path.of("").toAbsolutePath();
        while (each != null && !Files.isDirectory(each.resolve("scripts"))) {
            each = each.getParent();
        }
        if (each == null) {
            throw new IllegalStateException("no folder above the working folder contains scripts/");
        }
        return each;
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    private static int exit(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("a script runs longer than " + LIMIT_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
