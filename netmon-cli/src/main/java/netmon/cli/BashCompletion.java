package netmon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The script by which bash, from 3.2 on, completes command lines. It starts no program, so it answers at once. */
final class BashCompletion {
    private static final String SCRIPT = """
            # Completes netmon's command lines in bash. Made by the build.
            _netmon() {
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
            complete -F _netmon netmon
            """;

    private BashCompletion() {}

    /** @param tree see {@link Offer#tree} */
    static String of(Map<String, List<Offer>> tree) {
        StringJoiner commands = new StringJoiner(" | ");
        StringJoiner values = new StringJoiner("\n");
        StringJoiner words = new StringJoiner("\n");
        tree.forEach((command, offers) -> {
            String at = command.isEmpty() ? "" : " " + command;
            if (!command.isEmpty()) {
                commands.add("'" + at + "'");
            }
            List<String> names = new ArrayList<>();
            for (Offer each : offers) {
                names.addAll(each.names());
                if (!each.value().isEmpty()) {
                    values.add("        " + patterns(at, each) + ") " + value(each) + " ;;");
                }
            }
            words.add("                '" + at + "') words='" + String.join(" ", names) + "' ;;");
        });
        return SCRIPT.replace("@COMMANDS@", commands.toString())
                .replace("@VALUES@", values.toString())
                .replace("@WORDS@", words.toString());
    }

    private static String patterns(String at, Offer option) {
        StringJoiner patterns = new StringJoiner(" | ");
        option.names().forEach(each -> patterns.add("'" + at + ":" + each + "'"));
        return patterns.toString();
    }

    private static String value(Offer option) {
        if (option.file()) {
            return "local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")); return";
        }
        return option.values().isEmpty() ? "return" : "words='" + String.join(" ", option.values()) + "'";
    }
}
