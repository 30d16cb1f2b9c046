package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The completion script for fish, with the meaning of each word. It starts a program only for applications' names. */
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
            function _@FUNCTION@_apps --description 'The applications in the database'
                @APPS@
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
        return CompletionScript.filled(SCRIPT, program)
                .replace("@COMMANDS@", commands.toString())
                .replace("@WORDS@", words.toString());
    }

    private static String values(String program, CompletionItem offer) {
        String exclusive = offer.isOption() && !offer.value().isEmpty() ? " -x" : "";
        return switch (offer.source()) {
            case FILES -> offer.isOption() ? " -r -F" : " -F";
            case APPS -> exclusive + " -a '(_" + CompletionScript.function(program) + "_apps)'";
            case NONE -> exclusive;
        };
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
        line.append(values(program, offer));
        if (!offer.values().isEmpty()) {
            line.append(" -a '").append(String.join(" ", offer.values())).append("'");
        }
        return line + " -d '" + offer.description().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
