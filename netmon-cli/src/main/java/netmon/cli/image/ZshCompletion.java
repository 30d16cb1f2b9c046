package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * The completion script for zsh, with the meaning of each word: commands first, options after a dash. It starts a
 * program only for the names of applications.
 */
final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef @PROGRAM@
            # Completes @PROGRAM@'s command lines in zsh. Made by the build.
            @FUNCTION@() {
                local at='' before=${words[CURRENT - 1]} each
                local parameters=''
                local -a subcommands flags
                for each in "${(@)words[2, CURRENT - 1]}"; do
                    case "$at $each" in
                        @COMMANDS@) at="$at $each" ;;
                    esac
                done
                if [[ ${words[CURRENT]} == --*=* ]]; then
                    before=${words[CURRENT]%%=*}
                    compset -P '*='
                fi
                case "$at:$before" in
            @VALUES@
                esac
                case "$at" in
            @WORDS@
                esac
                if [[ ${words[CURRENT]} == -* || -z "$subcommands$parameters" ]]; then
                    _describe -t options option flags
                    return
                fi
                case "$parameters" in
                    files) _files ;;
                    apps) @FUNCTION@_apps ;;
                esac
                _describe -V -t commands command subcommands
            }
            @FUNCTION@_apps() {
                local -a apps
                apps=(${(f)"$(@APPS@)"})
                _wanted applications expl application compadd -a apps
            }
            @FUNCTION@ "$@"
            """;

    private ZshCompletion() {}

    static String of(String program, Map<String, List<CompletionItem>> tree) {
        return CompletionScript.of(SCRIPT, program, tree, ZshCompletion::value, ZshCompletion::words);
    }

    private static String value(CompletionItem option) {
        String words = option.values().isEmpty()
                ? "_message " + quoted(option.value())
                : "compadd -- " + String.join(" ", option.values());
        return switch (option.source()) {
                    case FILES -> "_files";
                    case APPS -> "@FUNCTION@_apps";
                    case NONE -> words;
                }
                + "; return";
    }

    private static String words(String at, List<CompletionItem> offers) {
        return "        '" + at + "') subcommands=(" + described(offers, CompletionItem::isCommand) + ") flags=("
                + described(offers, CompletionItem::isOption) + ") parameters='"
                + CompletionScript.parameters(offers) + "' ;;";
    }

    private static String described(List<CompletionItem> offers, Predicate<CompletionItem> kind) {
        StringJoiner described = new StringJoiner("\n            ", "\n            ", "\n            ");
        described.setEmptyValue("");
        for (CompletionItem each : offers) {
            if (kind.test(each)) {
                each.names().forEach(name -> described.add(quoted(name + ":" + each.description())));
            }
        }
        return described.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
