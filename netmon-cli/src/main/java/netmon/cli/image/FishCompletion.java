package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The completion script for fish, with the meaning of each word. It starts no program. */
final class FishCompletion {
    private static final String SCRIPT = """
            # Completes @PROGRAM@'s command lines in fish. Made by the build.
            function _@FUNCTION@_at --description 'Whether the command line so far names these commands'
                set -l at
                set -l words (commandline -opc)
                for each in $words[2..-1]
                    if contains -- (string join ' ' -- $at $each) @COMMANDS@
                        set at $at $each
                    end
                end
                set -l joined (string join ' ' -- $at)
                test "$joined" = "$argv[1]"
            end
            complete -c @PROGRAM@ -f
            @WORDS@
            """;

    private FishCompletion() {}

    static String of(String program, Map<String, List<CompletionItem>> tree) {
        StringJoiner commands = new StringJoiner(" ");
        StringJoiner words = new StringJoiner("\n");
        tree.forEach((command, offers) -> {
            if (!command.isEmpty()) {
                commands.add("'" + command + "'");
            }
            offers.forEach(each -> words.add(line(program, command, each)));
        });
        return SCRIPT.replace("@PROGRAM@", program)
                .replace("@FUNCTION@", CompletionScript.function(program))
                .replace("@COMMANDS@", commands.toString())
                .replace("@WORDS@", words.toString());
    }

    private static String line(String program, String command, CompletionItem offer) {
        StringBuilder line = new StringBuilder(
                "complete -c " + program + " -n '_" + CompletionScript.function(program) + "_at \"" + command + "\"'");
        for (String each : offer.names()) {
            if (offer.isCommand()) {
                line.append(" -a ").append(each);
            } else if (each.startsWith("--")) {
                line.append(" -l ").append(each.substring(2));
            } else {
                line.append(each.length() == 2 ? " -s " : " -o ").append(each.substring(1));
            }
        }
        if (offer.file()) {
            line.append(" -r -F");
        } else if (!offer.value().isEmpty()) {
            line.append(" -x");
        }
        if (!offer.values().isEmpty()) {
            line.append(" -a '").append(String.join(" ", offer.values())).append("'");
        }
        return line + " -d '" + offer.description().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
