package netmon.cli.parse;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    /** The typed text, all names, and the similar ones. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Gogle Chrome  | Google Chrome, Firefox       | Google Chrome      | a letter left out
            chrmoe        | Google Chrome, Firefox       | Google Chrome      | two letters of a word swapped
            Fire          | Google Chrome, Firefox       | Firefox            | a part
            fire          | Google Chrome, Wildfire, Firefox | Wildfire, Firefox | a part of several, in their order
            firefoxx      | Fireboxx, Firefox            | Fireboxx, Firefox  | equally far
            FIREFOX       | Firefox, Firefoxes           |                    | it is one of them
            sshd          | ssh                          | ssh                | a letter too many
            s             | ssh, Slack, tailscaled, curl | ssh, Slack, tailscaled | a single letter is a part
            q             | ssh, Slack                   |                    | and nothing else
            nobody        | ssh, Slack                   |                    | none is like it
            tdoay         | today, yesterday             | today              | a word of the command
            日本語アブリ  | 日本語アプリ                 | 日本語アプリ       | another script
            """)
    void similarNamesAreFound(String typed, String names, String meant) {
        assertEquals(
                meant == null ? List.of() : Arrays.asList(meant.split(", ", -1)),
                Suggestions.of(typed, Arrays.asList(names.split(", ", -1))));
    }

    @Test
    void aBlankIsSimilarToNothing() {
        assertEquals(List.of(), Suggestions.of(" ", List.of("a b", "")));
    }

    @Test
    void longNamesTakeNoTime() {
        List<String> names = Collections.nCopies(1000, "x".repeat(4096));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Suggestions.of("y".repeat(4096), names));
    }
}
