package netmon.cli;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.parse.Suggestions;
import netmon.cli.session.StartInstructions;

/** The messages for a word or an option that does not exist, with what was probably meant. */
record Corrections(CommandTree tree) {
    private static final String OPTION = "--";

    /**
     * The message for an option that a command does not have.
     *
     * @param words the words of the command
     */
    String option(String words, CliCommand command, String typed) {
        List<String> names = new ArrayList<>();
        for (CommandArgument<?> each : command.arguments().all()) {
            each.names().forEach(name -> names.add(bare(name)));
        }
        tree.shared().all().forEach(each -> names.add(bare(each.names().get(0))));
        names.add("help");
        names.add("version");
        List<String> similar = Suggestions.near(bare(typed), names);
        CliCommand main = tree.create("");
        if (!similar.isEmpty()) {
            return "unknown option '" + typed + "'; did you mean " + OPTION + similar.get(0) + "?";
        }
        boolean isOfMain = main != null && main.arguments().option(typed) != null;
        return isOfMain
                ? "'netmon " + words + "' has no option " + typed + "; put " + typed + " after 'netmon stats apps'"
                : "unknown option '" + typed + "'";
    }

    private static String bare(String option) {
        return option.startsWith(OPTION) ? option.substring(OPTION.length()) : option;
    }

    /**
     * The message for a word that is neither a command below the given one nor an argument of it.
     *
     * @param words the words of the command
     */
    String word(String words, String typed) {
        List<String> below = tree.below(words);
        String meant =
                typed.equals("help") ? "; did you mean 'netmon " + words + " --help'?" : ""; // netmon help exists
        if (below.isEmpty()) {
            return "unexpected argument '" + typed + "'" + meant;
        }
        List<String> similar = Suggestions.near(typed, below);
        if (meant.isEmpty()) {
            meant = similar.isEmpty() ? byMeaning(typed) : "; did you mean " + similar.get(0) + "?";
        }
        return "unknown command '" + typed + "'" + meant;
    }

    /** What people mean by words of other programs. */
    private String byMeaning(String typed) {
        String elsewhere = switch (typed) {
            case "top", "watch", "monitor" -> "live";
            case "usage", "list", "apps", "show" -> "stats apps";
            case "start", "install" -> "setup";
            case "remove" -> "uninstall";
            case "log", "logs" -> "status";
            default -> tree.endingWith(typed);
        };
        if (typed.equals("config") || typed.equals("settings")) {
            return "; the settings are in ~/.netmon/netmon.properties, and 'netmon doctor' checks them";
        }
        if (typed.equals("stop")) {
            return "; this stops the service: " + StartInstructions.own().stop()
                    + ". 'netmon uninstall' removes netmon";
        }
        String more = switch (typed) {
            case "start" -> " It starts the service";
            case "log", "logs" -> " The service writes its log to ~/.netmon/netmon-service.log";
            default -> "";
        };
        return elsewhere.isEmpty() ? "" : "; did you mean 'netmon " + elsewhere + "'?" + more;
    }
}
