package netmon.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a command line means to each of the two parsers, as a text to compare. */
public final class Parsed {
    private Parsed() {}

    public static Session session() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Session(Map.of("HOME", "/home/somebody"), nowhere, nowhere);
    }

    /** By the fast path; null if it leaves the line to picocli. */
    static @Nullable String byFastPath(List<String> line) {
        Session session = session();
        CliCommand command = FastPath.find(session, line.toArray(String[]::new));
        return command == null ? null : text(command);
    }

    /** By picocli; null if it does not understand the line. */
    static @Nullable String byPicocli(List<String> line) {
        Session session = session();
        CommandLine model = CommandModel.of(session);
        StringJoiner text = new StringJoiner("");
        model.setParameterExceptionHandler((failure, args) -> 1).setExecutionStrategy(parsed -> {
            List<CommandLine> commands = parsed.asCommandLineList();
            CommandModel.takeValues(commands);
            text.add(text(commands.get(commands.size() - 1).getCommand()));
            return 0;
        });
        String[] ordered = new WordOrder(new CommandTree(session)).wordsFirst(line.toArray(String[]::new));
        return model.execute(ordered) == 0 ? text.toString() : null;
    }

    /** The class of the command, and the arguments that are given, in the order of the help. */
    private static String text(CliCommand command) {
        StringJoiner text = new StringJoiner(" ");
        text.add(command.getClass().getSimpleName());
        for (CommandArgument<?> each : command.arguments().all()) {
            if (each.isGiven()) {
                text.add((each.isOption() ? each.names().get(0) : each.label()) + each.values());
            }
        }
        return text.toString();
    }
}
