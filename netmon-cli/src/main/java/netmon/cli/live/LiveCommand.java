package netmon.cli.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import netmon.cli.options.AmountOptions;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.SortOrder;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.session.StandardOutput;
import netmon.model.PlainText;
import netmon.model.SampleTiming;
import netmon.model.StoreException;

/** {@code netmon live}: the present rates, on a screen until the user ends it, or as lines. */
public final class LiveCommand extends CliCommand {
    /** The width of a table outside of a terminal. */
    private static final int DEFAULT_COLUMNS = 80;

    /** How long {@code --once} waits for a socket read: on an idle machine the service makes one every 5 s. */
    private static final Duration LONGEST_WAIT = SampleTiming.IDLE.plusSeconds(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CommandArgument<View> view = arguments
            .choice("--by", "WHAT", "Group rows by: {choices}. Default: {default}.", View.values())
            .byDefault(View.APPS);
    private final CommandArgument<String> filter = arguments
            .text("--filter", "TEXT", "Shows only rows containing TEXT.")
            .byDefault("");
    private final CommandArgument<SortOrder> order = arguments
            .choice("--sort", "KEY", "Sort by: {choices}. Default: {default}.", SortOrder.values())
            .byDefault(SortOrder.TOTAL);
    private final CommandArgument<Boolean> once = arguments.flag("--once", "Print one table and exit.");
    private final CommandArgument<Boolean> json =
            arguments.flag("--json", "Print JSON, one object a line, for programs.");
    private final ZoneOption times = new ZoneOption(arguments);
    private final AmountOptions amounts = new AmountOptions(arguments);
    private final CommandArgument<Boolean> ascii = arguments.flag("--ascii", "Uses ASCII only.");

    public LiveCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows live traffic by application, process, connection or interface.",
                        "netmon live",
                        "netmon live --by connections --filter chrome",
                        "netmon live --once --json")
                .notes("On a terminal: q quits, Space pauses, ? explains the keys."
                        + " Elsewhere it prints a table each second.")
                .training("--once", "--once --json");
    }

    @Override
    public Integer call() throws StoreException {
        if (!LiveFeed.isServed(session.database())) {
            session.open().close(); // fails if there is no database at all
            session.err()
                    .println("netmon: no netmon-service writes this database; start it: " + session.startCommand());
            return ExitCode.NO_DATA;
        }
        ZoneId zone = times.zone(session);
        LiveFeed feed = new LiveFeed(session.database(), () -> session.now().getEpochSecond(), zone);
        LiveModel model = new LiveModel();
        LiveScreen screen = new LiveScreen(model, zone, ascii.isGiven() || session.isAscii());
        ScreenState state =
                ScreenState.start(view.get(), order.get(), amounts.amounts(session), PlainText.of(filter.get()));
        Supplier<String> answer = json.isGiven()
                ? () -> new LiveExport(model, zone).line(state)
                : () -> text(screen.plain(state, columns()));
        StandardOutput out = session.screen();
        if (once.isGiven() || out == null) {
            readOnce(feed, model);
            session.out().print(answer.get());
            return reported(model);
        }
        boolean onScreen = !json.isGiven()
                && session.isTerminal()
                && !session.variable("TERM").equals("dumb");
        try {
            if (!onScreen) {
                return printForever(feed, model, answer, out);
            }
            new LiveLoop(feed, model, screen, state, out, amounts.isColoured(session)).run();
            return ExitCode.OK;
        } catch (IOException e) {
            session.err()
                    .println("netmon: the terminal cannot be used: " + PlainText.of(String.valueOf(e.getMessage())));
            return ExitCode.FAILED;
        }
    }

    private int columns() {
        int columns = session.columns();
        return session.isTerminal() && columns < Integer.MAX_VALUE ? columns : Math.min(columns, DEFAULT_COLUMNS);
    }

    /** Waits for the first poll of the sockets, which the service reports only after the first request. */
    private void readOnce(LiveFeed feed, LiveModel model) throws StoreException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        Update update = feed.read(view.get());
        model.take(update);
        while (update.isWaiting() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            update = feed.read(view.get());
            model.take(update);
        }
    }

    private int reported(LiveModel model) {
        if (!model.trouble().isEmpty()) {
            session.err().println("netmon: " + PlainText.of(model.trouble()));
        }
        return model.isBlind() ? ExitCode.NO_DATA : ExitCode.OK;
    }

    /** Prints a table each second until the reader of the output or the service ends. */
    private int printForever(LiveFeed feed, LiveModel model, Supplier<String> answer, StandardOutput out)
            throws StoreException, IOException {
        long next = System.nanoTime();
        while (!out.isUnread()) {
            model.take(feed.read(view.get()));
            if (!LiveFeed.isServed(session.database())) {
                return reported(model);
            }
            String between =
                    json.isGiven() ? "" : model.trouble().isEmpty() ? "\n" : PlainText.of(model.trouble()) + "\n\n";
            out.write((answer.get() + between).getBytes(StandardCharsets.UTF_8));
            next += SECOND.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return ExitCode.OK;
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
