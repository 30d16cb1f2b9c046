package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The completion script for bash, 3.2 or later. Only for the names of applications it starts a program. */
final class BashCompletion {
    private static final String SCRIPT = """
            # Completes @PROGRAM@'s command lines in bash. Made by the build.
            @FUNCTION@() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} at=''
                local words='' options='' values='' i
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
                        case "$word" in -*) words=$options values='' ;; esac
                        [ -n "$words$values" ] || words=$options
                        ;;
                esac
                case "$values" in
                    files) local IFS=$'\n'; COMPREPLY=($(compgen -f -- "$word")) ;;
                    apps) @FUNCTION@_apps "${word//\\\\/}" ;;
                    *) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
                esac
            }
            @FUNCTION@_apps() {
                local each IFS=$'\n'
                for each in $(@APPS@); do
                    case "$each" in "$1"*) COMPREPLY+=("$(printf %q "$each")") ;; esac
                done
            }
            complete -F @FUNCTION@ @PROGRAM@
            """;

    private BashCompletion() {}

    static String of(String program, Map<String, List<CompletionItem>> tree) {
        return CompletionScript.of(SCRIPT, program, tree, BashCompletion::value, BashCompletion::words);
    }

    private static String value(CompletionItem option) {
        return switch (option.source()) {
            case FILES -> "values=files";
            case APPS -> "values=apps";
            case NONE -> option.values().isEmpty() ? "return" : "words='" + String.join(" ", option.values()) + "'";
        };
    }

    private static String words(String at, List<CompletionItem> offers) {
        return "                '" + at + "') words='" + names(offers, CompletionItem::isCommand) + "' options='"
                + names(offers, CompletionItem::isOption) + "' values='" + CompletionScript.parameters(offers)
                + "' ;;";
    }

    private static String names(List<CompletionItem> offers, Predicate<CompletionItem> kind) {
        return offers.stream()
                .filter(kind)
                .flatMap(each -> each.names().stream())
                .collect(Collectors.joining(" "));
    }
}
