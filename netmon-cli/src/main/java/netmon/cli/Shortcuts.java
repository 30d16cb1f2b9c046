package netmon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import netmon.store.Driver;
import org.jspecify.annotations.Nullable;

/**
 * Knows the command lines that run in loops and prompts, and the live screen's, word for word, since picocli takes
 * longer to build its model than the answer takes. Every other command line is picocli's, and so is the complaint about
 * one.
 */
final class Shortcuts {
    private Shortcuts() {}

    /** Runs a command line and returns its exit status; null, and nothing was done, where picocli must look at it. */
    static @Nullable Integer run(Session session, String... args) {
        Callable<Integer> command = find(session, args);
        if (command == null) {
            return null;
        }
        Driver.loadAside();
        try {
            return command.call();
        } catch (UsageException e) {
            return null;
        } catch (Exception e) {
            return new Failures(session.err()).failed(e);
        }
    }

    /** What picocli would call; null for what is not known here. The database is set where the command line names it. */
    static @Nullable Callable<Integer> find(Session session, String... args) {
        List<String> words = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (isDatabaseOption(args[i]) && i + 1 < args.length) {
                files.add(args[++i]);
            } else {
                words.add(args[i]);
            }
        }
        if (files.size() > 1 || !files.stream().allMatch(Shortcuts::isPlain)) {
            return null;
        }
        files.forEach(each -> session.use(Path.of(each)));
        return command(session, words);
    }

    private static boolean isDatabaseOption(String arg) {
        return arg.equals("--db") || arg.equals("-db");
    }

    /** Neither an option, nor a file of arguments, nor perhaps a command's name. */
    private static boolean isPlain(String file) {
        return file.indexOf('/') >= 0 && file.indexOf('\0') < 0 && !file.startsWith("-") && !file.startsWith("@");
    }

    private static @Nullable Callable<Integer> command(Session session, List<String> words) {
        if (words.isEmpty()) {
            return new NetmonCommand(session);
        }
        if (words.equals(List.of("live"))) {
            return new LiveCommand(session);
        }
        if (words.size() > 2 || !words.get(0).equals("stats")) {
            return null;
        }
        return words.size() == 1 ? new StatsCommand(session) : stats(session, words.get(1));
    }

    private static @Nullable Callable<Integer> stats(Session session, String word) {
        return switch (word) {
            case "apps" -> new AppsCommand(session);
            case "interfaces" -> new InterfacesCommand(session);
            case "totals" -> new TotalsCommand(session, null);
            default ->
                Arrays.stream(Span.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst()
                        .map(span -> new TotalsCommand(session, span))
                        .orElse(null);
        };
    }
}
