package netmon.cli;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The script by which zsh completes command lines, with what each word means. It starts no program. */
final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef netmon
            # Completes netmon's command lines in zsh. Made by the build.
            _netmon() {
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
            _netmon "$@"
            """;

    private ZshCompletion() {}

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
            StringJoiner described = new StringJoiner("\n            ", "\n            ", "\n            ");
            for (Offer each : offers) {
                each.names().forEach(name -> described.add(quoted(name + ":" + each.description())));
                if (!each.value().isEmpty()) {
                    values.add("        " + patterns(at, each) + ") " + value(each) + "; return ;;");
                }
            }
            words.add("        '" + at + "') offers=(" + described + ") ;;");
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
            return "_files";
        }
        return option.values().isEmpty()
                ? "_message " + quoted(option.value())
                : "compadd -- " + String.join(" ", option.values());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
