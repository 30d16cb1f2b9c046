package netmon.cli.image;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import netmon.model.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's page for {@code man}, in the roff macros of man(7): what its help says. */
final class ManPage {
    private static final String EXAMPLE = "Example";
    private static final String STATUS = "Exit status: ";

    private final CommandLine command;
    private final CommandSpec spec;
    private final StringJoiner page = new StringJoiner("\n", "", "\n");

    private ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /** The file's name without its section: {@code netmon-stats-apps}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    static String of(CommandLine command) {
        return new ManPage(command).text();
    }

    private String text() {
        page.add(".TH " + name(command).toUpperCase(Locale.ROOT).replace("-", "\\-") + " 1 \"\" \""
                + escaped("netmon " + Version.number()) + "\" \"netmon\"");
        page.add(".SH NAME");
        page.add(escaped(name(command)) + " \\- " + escaped(withoutStop(CompletionItem.description(spec))));
        page.add(".SH SYNOPSIS").add(".nf");
        page.add(escaped(command.getHelp().synopsis(0).strip())).add(".fi");
        page.add(".SH DESCRIPTION").add(escaped(CompletionItem.description(spec)));
        List<String> footer = List.of(spec.usageMessage().footer());
        page.add(".PP");
        footer.stream().filter(ManPage::isProse).forEach(each -> page.add(escaped(each)));
        arguments();
        commands();
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
            if (!each.isCommand()) {
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

    private void status(List<String> footer) {
        for (String each : footer) {
            if (each.startsWith(STATUS)) {
                page.add(".SH EXIT STATUS").add(escaped(each.substring(STATUS.length())));
            }
        }
    }

    private void examples(List<String> footer) {
        if (footer.stream().anyMatch(each -> each.startsWith("  "))) {
            page.add(".SH EXAMPLES").add(".nf");
            footer.stream().filter(each -> each.startsWith("  ")).forEach(each -> page.add(escaped(each.strip())));
            page.add(".fi");
        }
    }

    private void seeAlso() {
        CommandSpec parent = spec.parent();
        if (parent != null) {
            page.add(".SH SEE ALSO").add("\\fB" + escaped(parent.qualifiedName("-")) + "\\fR(1)");
        }
    }

    private static boolean isProse(String line) {
        return !line.isBlank() && !line.startsWith("  ") && !line.startsWith(EXAMPLE) && !line.startsWith(STATUS);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** A dash stays the one that can be typed; no line begins a macro. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
