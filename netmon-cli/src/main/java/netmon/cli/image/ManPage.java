package netmon.cli.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import netmon.cli.live.KeyHelp;
import netmon.cli.options.CommandHelp;
import netmon.model.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man page of a command, with the content of its help and of {@link ManSections}, in the macros of man(7). */
final class ManPage {
    private static final String EXAMPLE = "Example";

    private final CommandLine command;
    private final CommandSpec spec;
    private final StringJoiner page = new StringJoiner("\n", "", "\n");

    private ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /** The name of the file without its section: {@code netmon-stats-apps}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    static String of(CommandLine command) {
        return new ManPage(command).text();
    }

    /** Section 8 has the services, section 1 the commands. */
    static int section(CommandLine command) {
        return name(command).equals(ManSections.SERVICE) ? ManSections.SERVICES : 1;
    }

    /** The first lines of a page. */
    static String head(String name, int section, String description) {
        return ".TH " + name.toUpperCase(Locale.ROOT).replace("-", "\\-") + " " + section + " \"" + Version.date()
                + "\" \"" + escaped("netmon " + Version.number()) + "\" \"netmon\"\n.SH NAME\n" + escaped(name)
                + " \\- "
                + escaped(description.replaceFirst("\\.$", ""));
    }

    private String text() {
        page.add(head(name(command), section(command), CompletionItem.description(spec)));
        page.add(".SH SYNOPSIS").add(".nf");
        page.add(escaped(command.getHelp().synopsis(0).strip())).add(".fi");
        page.add(".SH DESCRIPTION").add(escaped(CompletionItem.description(spec)));
        List<String> footer = List.of(spec.usageMessage().footer());
        List<String> prose = footer.stream().filter(ManPage::isProse).toList();
        if (!prose.isEmpty()) {
            page.add(".PP");
        }
        prose.forEach(each -> page.add(escaped(each)));
        arguments();
        commands();
        keys();
        items("FILES", ManSections.files(name(command)));
        items("ENVIRONMENT", ManSections.environment(name(command)));
        status(footer);
        examples(footer);
        seeAlso();
        return page.toString();
    }

    private void arguments() {
        page.add(".SH OPTIONS");
        for (PositionalParamSpec each : spec.positionalParameters()) {
            page.add(".TP")
                    .add("\\fI" + escaped(each.paramLabel()) + "\\fR")
                    .add(escaped(CompletionItem.description(each)));
        }
        for (CompletionItem each : CompletionItem.of(command)) {
            if (each.isOption()) {
                StringJoiner names = new StringJoiner(", ");
                each.names().forEach(name -> names.add("\\fB" + escaped(name) + "\\fR"));
                String value = each.value().isEmpty() ? "" : " \\fI" + escaped(each.value()) + "\\fR";
                page.add(".TP").add(names + value).add(escaped(each.description()));
            }
        }
    }

    private void commands() {
        if (!command.getSubcommands().isEmpty()) {
            page.add(".SH COMMANDS");
            command.getSubcommands()
                    .values()
                    .forEach(each -> page.add(".TP")
                            .add("\\fB" + escaped(name(each)) + "\\fR(1)")
                            .add(escaped(CompletionItem.description(each.getCommandSpec()))));
        }
    }

    private void keys() {
        String name = name(command);
        if (name.equals("netmon") || name.equals("netmon-live")) {
            items("KEYS OF NETMON LIVE", KeyHelp.keys());
        }
    }

    private void items(String heading, Map<String, String> items) {
        if (!items.isEmpty()) {
            page.add(".SH " + heading);
            items.forEach((item, text) -> page.add(item(item, text)));
        }
    }

    /** An item of a list, with its text below it. */
    static String item(String item, String text) {
        return ".TP\n\\fB" + escaped(item) + "\\fR\n" + escaped(text);
    }

    private void status(List<String> footer) {
        List<String> statuses = list(footer, CommandHelp.STATUSES);
        if (!statuses.isEmpty()) {
            page.add(".SH EXIT STATUS");
        }
        for (String each : statuses) {
            String[] parts = each.split(" +", 2);
            page.add(".TP").add("\\fB" + parts[0] + "\\fR").add(escaped(parts[1]));
        }
    }

    private void examples(List<String> footer) {
        List<String> examples = list(footer, EXAMPLE);
        if (!examples.isEmpty()) {
            page.add(".SH EXAMPLES").add(".nf");
            examples.forEach(each -> page.add(escaped(each)));
            page.add(".fi");
        }
    }

    /** The indented lines of a footer below a heading that starts so. */
    private static List<String> list(List<String> footer, String heading) {
        List<String> items = new ArrayList<>();
        String current = "";
        for (String each : footer) {
            if (!each.startsWith(CommandHelp.INDENT)) {
                current = each;
            } else if (current.startsWith(heading)) {
                items.add(each.strip());
            }
        }
        return items;
    }

    private void seeAlso() {
        StringJoiner pages = new StringJoiner(",\n");
        CommandSpec parent = spec.parent();
        if (parent != null) {
            pages.add(reference(parent.qualifiedName("-"), 1));
        } else {
            command.getSubcommands().values().forEach(each -> pages.add(reference(name(each), 1)));
            ManSections.related(name(command)).forEach((name, section) -> pages.add(reference(name, section)));
        }
        page.add(".SH SEE ALSO").add(pages.toString());
    }

    static String reference(String name, int section) {
        return "\\fB" + escaped(name) + "\\fR(" + section + ")";
    }

    private static boolean isProse(String line) {
        return !line.isBlank()
                && !line.startsWith(CommandHelp.INDENT)
                && !line.startsWith(EXAMPLE)
                && !line.equals(CommandHelp.STATUSES);
    }

    /** Escapes text, so that a dash stays an ASCII dash and no line starts a macro. */
    static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
