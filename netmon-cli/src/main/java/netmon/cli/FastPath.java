package netmon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import netmon.cli.alerts.AlertCheckCommand;
import netmon.cli.alerts.AlertCommand;
import netmon.cli.alerts.AlertListCommand;
import netmon.cli.doctor.DoctorCommand;
import netmon.cli.explain.ExplainCommand;
import netmon.cli.history.HistoryCommand;
import netmon.cli.live.LiveCommand;
import netmon.cli.maintenance.BackupCommand;
import netmon.cli.maintenance.VerifyCommand;
import netmon.cli.options.FastCommand;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.stats.AppsCommand;
import netmon.cli.stats.InterfacesCommand;
import netmon.cli.stats.TotalsCommand;
import netmon.cli.status.StatusCommand;
import netmon.store.sqlite.DriverPreload;
import org.jspecify.annotations.Nullable;

/**
 * Knows most commands by their words and their options' full names, since picocli takes longer to build its model than
 * the answer takes. Whatever else a command line holds, such as {@code --top=5} or an option given twice, is picocli's
 * to understand or to complain about.
 */
public final class FastPath {
    private static final List<List<String>> HAVING_COMMANDS = List.of(List.of(), List.of("stats"), List.of("alert"));

    private final Session session;
    private final String[] args;
    private final List<String> words = new ArrayList<>();
    private final Set<String> options = new HashSet<>();
    private @Nullable Path database;
    private int next;

    private FastPath(Session session, String... args) {
        this.session = session;
        this.args = args;
    }

    /** Runs a command line and returns its exit status; null, and nothing was done, where picocli must look at it. */
    static @Nullable Integer run(Session session, String... args) {
        String help = HelpPages.find(session, args);
        if (help != null) {
            session.out().print(help);
            return ExitCode.OK;
        }
        FastCommand command = find(session, args);
        if (command == null) {
            return null;
        }
        DriverPreload.loadAside();
        try {
            return command.call();
        } catch (UsageException e) {
            return null;
        } catch (Exception e) {
            return new ErrorReporter(session.err()).failed(e);
        }
    }

    /** What picocli would call; null for what is not known here. The database is set where the command line names it. */
    static @Nullable public FastCommand find(Session session, String... args) {
        FastPath line = new FastPath(session, args);
        if (!line.readWords()) {
            return null;
        }
        FastCommand command = line.command();
        if (command == null || !line.readOptions(command)) {
            return null;
        }
        if (line.database != null) {
            session.use(line.database);
        }
        return command;
    }

    /** What stands before the first option of a command's own. */
    private boolean readWords() {
        while (next < args.length) {
            if (isDatabaseOption()) {
                if (!readDatabase()) {
                    return false;
                }
            } else if (args[next].startsWith("-")) {
                return true;
            } else {
                words.add(args[next++]);
            }
        }
        return true;
    }

    private boolean readOptions(FastCommand command) {
        while (next < args.length) {
            if (!(isDatabaseOption() ? readDatabase() : readOption(command))) {
                return false;
            }
        }
        return true;
    }

    private boolean readOption(FastCommand command) {
        String option = args[next++];
        if (!options.add(option)) {
            return false;
        }
        if (command.set(option)) {
            return true;
        }
        if (next == args.length || !isValue(args[next])) {
            return false;
        }
        try {
            return command.set(option, args[next++]);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isDatabaseOption() {
        return args[next].equals("--db") || args[next].equals("-db");
    }

    private boolean readDatabase() {
        next++;
        if (database != null || next == args.length || !isFile(args[next])) {
            return false;
        }
        database = Path.of(args[next++]);
        return true;
    }

    private static boolean isFile(String text) {
        return text.indexOf('/') >= 0 && text.indexOf('\0') < 0 && !text.startsWith("-");
    }

    /** Neither an option nor, where one may follow, perhaps a command's name. */
    private boolean isValue(String text) {
        boolean isWord = text.chars().allMatch(Character::isLowerCase);
        return !text.startsWith("-") && !(isWord && HAVING_COMMANDS.contains(words));
    }

    private @Nullable FastCommand command() {
        return switch (words.size()) {
            case 0 -> new NetmonCommand(session);
            case 1 -> command(words.get(0));
            case 2 -> command(words.get(0), words.get(1));
            default -> null;
        };
    }

    private @Nullable FastCommand command(String word) {
        return switch (word) {
            case "stats" -> new StatsCommand(session);
            case "history" -> new HistoryCommand(session);
            case "alert" -> new AlertCommand(session);
            case "live" -> new LiveCommand(session);
            case "status" -> new StatusCommand(session);
            case "doctor" -> new DoctorCommand(session);
            case "verify" -> new VerifyCommand(session);
            case "explain" -> new ExplainCommand(session, null);
            case "version" -> new VersionCommand(session);
            default -> null;
        };
    }

    private @Nullable FastCommand command(String word, String second) {
        return switch (word) {
            case "stats" -> stats(second);
            case "alert" -> alert(second);
            case "explain" -> new ExplainCommand(session, second);
            case "backup" -> second.indexOf('\0') < 0 ? new BackupCommand(session, second) : null;
            default -> null;
        };
    }

    private @Nullable FastCommand stats(String word) {
        return switch (word) {
            case "apps" -> new AppsCommand(session);
            case "interfaces" -> new InterfacesCommand(session);
            case "totals" -> new TotalsCommand(session, null);
            default ->
                Arrays.stream(NamedPeriod.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst()
                        .map(span -> new TotalsCommand(session, span))
                        .orElse(null);
        };
    }

    private @Nullable FastCommand alert(String word) {
        return switch (word) {
            case "list" -> new AlertListCommand(session);
            case "check" -> new AlertCheckCommand(session);
            default -> null;
        };
    }
}
