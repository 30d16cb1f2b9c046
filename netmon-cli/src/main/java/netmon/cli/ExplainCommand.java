package netmon.cli;

import java.util.concurrent.Callable;
import netmon.apps.AppNames;
import netmon.model.App;
import netmon.model.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netmon explain}: why an application bears its name. */
@Command(
        name = "explain",
        description = "Shows which application a program belongs to, and the rule that says so.",
        footer = {"", "Example:", "  netmon explain --path /usr/bin/ssh"})
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--path", required = true, paramLabel = "PATH", description = "The program's path.")
    private String path = "";

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        App app = AppNames.ofPath(path);
        if (json) {
            Json.print(session.out(), session.zone(), object -> {
                object.text("application", app.name());
                object.text("rule", app.rule());
            });
        } else {
            session.out().println(PlainText.of(app.name()) + " (rule: " + app.rule() + ")");
        }
        return Exit.OK;
    }
}
