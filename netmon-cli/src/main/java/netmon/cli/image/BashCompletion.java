package netmon.cli.image;

import java.util.List;
import java.util.Map;

/** The completion script for bash, 3.2 or later. It starts no program, so it answers at once. */
final class BashCompletion {
    private static final String SCRIPT = """
            # Completes @PROGRAM@'s command lines in bash. Made by the build.
            @FUNCTION@() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} at='' words='' i
                # Bash takes the equals sign of --sort=name for a word.
                if [ "$word" = = ]; then
                    word=''
                elif [ "$before" = = ]; then
                    before=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case "$at ${COMP_WORDS[i]}" in
                        @COMMANDS@) at="$at ${COMP_WORDS[i]}" ;;
                    esac
                done
                COMPREPLY=()
                case "$at:$before" in
            @VALUES@
                    *)
                        case "$at" in
            @WORDS@
                        esac
                        ;;
                esac
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -F @FUNCTION@ @PROGRAM@
            """;

    private BashCompletion() {}

    static String of(String program, Map<String, List<CompletionItem>> tree) {
        return CompletionScript.of(SCRIPT, program, tree, BashCompletion::value, BashCompletion::words);
    }

    private static String value(CompletionItem option) {
        if (option.file()) {
            return "local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")); return";
        }
        return option.values().isEmpty() ? "return" : "words='" + String.join(" ", option.values()) + "'";
    }

    private static String words(String at, List<CompletionItem> offers) {
        List<String> names =
                offers.stream().flatMap(each -> each.names().stream()).toList();
        return "                '" + at + "') words='" + String.join(" ", names) + "' ;;";
    }
}
