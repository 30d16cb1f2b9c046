package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The completion script for zsh, with the meaning of each word. It starts no program. */
final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef @PROGRAM@
            # Completes @PROGRAM@'s command lines in zsh. Made by the build.
            @FUNCTION@() {
                local at='' before=${words[CURRENT - 1]} each
                local -a offers
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
                _describe netmon offers
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
        return (option.file() ? "_files" : words) + "; return";
    }

    private static String words(String at, List<CompletionItem> offers) {
        StringJoiner described = new StringJoiner("\n            ", "\n            ", "\n            ");
        offers.forEach(each -> each.names().forEach(name -> described.add(quoted(name + ":" + each.description()))));
        return "        '" + at + "') offers=(" + described + ") ;;";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
