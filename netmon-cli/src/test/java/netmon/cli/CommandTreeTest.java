package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTreeTest {
    private static final int LINES = 2_000;
    private static final long SEED = 6;

    @Test
    void theNamedCommandsUnderstandALineAsAllOfThemDo() {
        int understood = 0;
        for (List<String> line : Request.random(SEED).limit(LINES).toList()) {
            String byNamed = Request.parsed(session -> CommandTree.tree(session, line::contains), line);
            assertEquals(Request.parsed(CommandTree::tree, line), byNamed, () -> line + ", seed " + SEED);
            understood += byNamed.equals(Request.NOT_UNDERSTOOD) ? 0 : 1;
        }
        assertTrue(understood > LINES / 20, understood + " were understood");
    }

    @Test
    void helpAndComplaintsSpeakOfAllCommands() {
        Map<String, String> environment = Map.of("HOME", "/nowhere");

        assertTrue(Run.of(environment, "--help").out().contains("explain"));
        assertTrue(Run.of(environment, "help", "stats").out().contains("interfaces"));
        assertTrue(Run.of(environment, "stats", "tody").err().contains("did you mean"));
        assertTrue(Run.of(environment, "--last", "never").err().contains("[COMMAND]"));
    }
}
