package netmon.service.fakes;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs a test's program in a separate JVM with the memory limits that the launcher sets for the service. */
public final class LimitedJvm {
    private static final Path LAUNCHER = Path.of("../scripts/launcher");
    private static final Pattern LIMIT = Pattern.compile("-X[^\\s\"]+");

    private LimitedJvm() {}

    /** The last line of the program's output. */
    public static String lastLine(Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // as the launcher does; the limits rely on it
        command.addAll(limits());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        return lines.get(lines.size() - 1);
    }

    /** The launcher's options for the service, from the block that starts with its name. */
    private static List<String> limits() throws Exception {
        String text = Files.readString(LAUNCHER);
        String block = text.substring(text.indexOf("= netmon-service ]; then"));
        List<String> limits = LIMIT.matcher(block.substring(0, block.indexOf("else")))
                .results()
                .map(found -> found.group())
                .toList();
        assertTrue(limits.contains("-Xmx64m"), block);
        return limits;
    }
}
