package netmon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.alerts.AlertAddCommand;
import netmon.cli.alerts.AlertCheckCommand;
import netmon.cli.alerts.AlertCommand;
import netmon.cli.alerts.AlertListCommand;
import netmon.cli.alerts.AlertRemoveCommand;
import netmon.cli.alerts.AlertTestCommand;
import netmon.cli.doctor.DoctorCommand;
import netmon.cli.explain.ExplainCommand;
import netmon.cli.history.HistoryCommand;
import netmon.cli.live.LiveCommand;
import netmon.cli.maintenance.BackupCommand;
import netmon.cli.maintenance.PurgeCommand;
import netmon.cli.maintenance.VerifyCommand;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.push.PushCommand;
import netmon.cli.push.PushRemoveCommand;
import netmon.cli.push.PushSetupCommand;
import netmon.cli.push.PushStatusCommand;
import netmon.cli.report.ReportCommand;
import netmon.cli.session.Session;
import netmon.cli.setup.SetupCommand;
import netmon.cli.setup.UninstallCommand;
import netmon.cli.stats.AppsCommand;
import netmon.cli.stats.InterfacesCommand;
import netmon.cli.stats.NetworksCommand;
import netmon.cli.stats.StatsCommand;
import netmon.cli.stats.TopDaysCommand;
import netmon.cli.stats.TotalsCommand;
import netmon.cli.status.StatusCommand;
import org.jspecify.annotations.Nullable;

/**
 * The one table of all commands and their words. The fast path, picocli's model, the help pages, the man pages, the
 * completions and the training run read it. It knows no class of picocli, and creates only the commands that are asked
 * for, because both take time at the start.
 */
public final class CommandTree {
    /** No command has these words. */
    private static final String NONE = "-";

    private final Session session;
    private final CommandArguments shared = new CommandArguments();
    private final CommandArgument<Path> database = shared.file(
                    "--db", "FILE", "The database. Default: $HOME/.netmon/netmon.db.")
            .named("-db");

    private final List<String> names = new ArrayList<>();
    private final Map<String, CliCommand> created = new LinkedHashMap<>();
    private @Nullable String wanted = NONE;

    public CommandTree(Session session) {
        this.session = session;
        fill();
    }

    /** The table. A new command is its own package and a line here. The order is that of the help, parents first. */
    private void fill() {
        names.clear();
        add(is("") ? new NetmonCommand(session) : null);
        add(is("stats") ? new StatsCommand(session) : null);
        add(is("stats apps") ? new AppsCommand(session) : null);
        add(is("stats interfaces") ? new InterfacesCommand(session) : null);
        add(is("stats networks") ? new NetworksCommand(session) : null);
        add(is("stats top-days") ? new TopDaysCommand(session) : null);
        add(is("stats totals") ? new TotalsCommand(session, null) : null);
        for (NamedPeriod each : NamedPeriod.values()) {
            add(is("stats " + each.word()) ? new TotalsCommand(session, each) : null);
        }
        add(is("history") ? new HistoryCommand(session) : null);
        add(is("report") ? new ReportCommand(session) : null);
        add(is("alert") ? new AlertCommand(session) : null);
        add(is("alert add") ? new AlertAddCommand(session) : null);
        add(is("alert list") ? new AlertListCommand(session) : null);
        add(is("alert check") ? new AlertCheckCommand(session) : null);
        add(is("alert test") ? new AlertTestCommand(session) : null);
        add(is("alert remove") ? new AlertRemoveCommand(session) : null);
        add(is("live") ? new LiveCommand(session) : null);
        add(is("status") ? new StatusCommand(session) : null);
        add(is("doctor") ? new DoctorCommand(session) : null);
        add(is("explain") ? new ExplainCommand(session) : null);
        add(is("verify") ? new VerifyCommand(session) : null);
        add(is("backup") ? new BackupCommand(session) : null);
        add(is("purge") ? new PurgeCommand(session) : null);
        add(is("push") ? new PushCommand(session) : null);
        add(is("push setup") ? new PushSetupCommand(session) : null);
        add(is("push remove") ? new PushRemoveCommand(session) : null);
        add(is("push status") ? new PushStatusCommand(session) : null);
        add(is("setup") ? new SetupCommand(session) : null);
        add(is("uninstall") ? new UninstallCommand(session) : null);
        add(is("version") ? new VersionCommand(session) : null);
    }

    /** Adds the words of the next command. Returns true if the command must be created. */
    private boolean is(String words) {
        names.add(words);
        return wanted == null || wanted.equals(words);
    }

    private void add(@Nullable CliCommand command) {
        if (command != null) {
            created.put(names.get(names.size() - 1), command);
        }
    }

    /** Whether a command has these words, such as {@code stats apps}; netmon itself has the empty text. */
    boolean isCommand(String words) {
        return names.contains(words);
    }

    /** Whether some command has this word. */
    boolean hasWord(String word) {
        for (String each : names) {
            if (each.equals(word) || each.endsWith(" " + word)) {
                return true;
            }
        }
        return false;
    }

    /** The words of the first command with this last word; empty if there is none. */
    String endingWith(String word) {
        for (String each : names) {
            if (each.endsWith(" " + word)) {
                return each;
            }
        }
        return "";
    }

    /** The last words of the commands directly below one. */
    List<String> below(String words) {
        List<String> below = new ArrayList<>();
        String start = words.isEmpty() ? "" : words + " ";
        for (String each : names) {
            String rest = each.startsWith(start) ? each.substring(start.length()) : "";
            if (!rest.isEmpty() && rest.indexOf(' ') < 0) {
                below.add(rest);
            }
        }
        return below;
    }

    /** Creates a command; null if none has these words. */
    @Nullable
    CliCommand create(String words) {
        wanted = words;
        fill();
        return created.get(words);
    }

    /** Creates all commands. Returns them by their words, parents first. */
    public Map<String, CliCommand> createAll() {
        wanted = null;
        fill();
        return created;
    }

    /** The options that every command has. */
    CommandArguments shared() {
        return shared;
    }

    /** Applies the options that every command has. */
    void applyShared() {
        Path file = database.value();
        if (file != null) {
            session.use(file);
        }
    }
}
