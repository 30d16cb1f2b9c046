package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM with the limits that the launcher sets. */
class ManySocketsTest {
    private static final Path LAUNCHER = Path.of("../scripts/launcher");
    private static final Pattern LIMIT = Pattern.compile("-X[^\\s\"]+");

    @TempDir
    private Path folder;

    @Test
    void fiftyThousandFitIntoTheServicesHeap() throws Exception {
        assertEquals("[server 300000000 0]", lastLine("50000"));
    }

    @Test
    void moreThanFitAreAnErrorAndEveryByteIsUnattributed() throws Exception {
        assertEquals("[Unattributed 420000000 0]", lastLine("70000"));
    }

    private String lastLine(String connections) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // as for both programs; the limits rely on it
        command.addAll(limits());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(
                List.of(ManySockets.class.getName(), folder.resolve("netmon.db").toString(), connections));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        return lines.get(lines.size() - 1);
    }

    /** The service's, in the block that begins with its name. */
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
