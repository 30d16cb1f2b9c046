package netmon.cli.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import netmon.cli.options.AmountOptions;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.SortOrder;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.session.StandardOutput;
import netmon.model.PlainText;
import netmon.model.SampleTiming;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon live}: the present rates, on a screen until the user ends it, or as lines. */
@Command(
        name = "live",
        description = "Shows what applications, processes, connections and interfaces move now.",
        footer = {
            "",
            "On a terminal: q ends it, ? explains the keys. Elsewhere it prints a table each second.",
            "",
            "Examples:",
            "  netmon live",
            "  netmon live --by connections --filter chrome",
            "  netmon live --once --json"
        })
public final class LiveCommand implements FastCommand {
    /** The width of a table outside of a terminal. */
    private static final int DEFAULT_COLUMNS = 80;

    /** How long {@code --once} waits for a socket read: on an idle machine the service makes one every 5 s. */
    private static final Duration LONGEST_WAIT = SampleTiming.IDLE.plusSeconds(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Session session;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "What has a row: one of ${COMPLETION-CANDIDATES}; without it apps.")
    private View view = View.APPS;

    @Option(names = "--filter", paramLabel = "LETTERS", description = "Only rows with these letters.")
    private String filter = "";

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description = "Sorts by one of ${COMPLETION-CANDIDATES}; without it by total.")
    private SortOrder order = SortOrder.TOTAL;

    @Option(names = "--once", description = "Prints one table and ends.")
    private boolean once;

    @Option(names = "--json", description = "Prints JSON, an object a line, for programs.")
    private boolean json;

    @Mixin
    private final ZoneOption times = new ZoneOption();

    @Mixin
    private final AmountOptions amounts = new AmountOptions();

    @Option(names = "--ascii", description = "Draws with letters that every terminal has.")
    private boolean ascii;

    public LiveCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(times, amounts);
    }

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--once" -> once = true;
            case "--json" -> json = true;
            case "--ascii" -> ascii = true;
            default -> {
                return FastCommand.super.set(option);
            }
        }
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--by" -> view = FastOptions.named(value, View.values());
            case "--filter" -> filter = value;
            case "--sort" -> order = FastOptions.named(value, SortOrder.values());
            default -> {
                return FastCommand.super.set(option, value);
            }
        }
        return true;
    }

    @Override
    public Integer call() throws StoreException {
        if (!LiveFeed.isServed(session.database())) {
            session.open().close(); // fails if there is no database at all
            session.err().println("netmon: no netmon-service writes this database; start one to see what moves now");
            return ExitCode.NO_DATA;
        }
        LiveFeed feed = new LiveFeed(session.database(), () -> session.now().getEpochSecond());
        LiveModel model = new LiveModel();
        ZoneId zone = times.zone(session);
        LiveScreen screen = new LiveScreen(model, zone, ascii || session.isAscii());
        ScreenState state = ScreenState.start(view, order, amounts.amounts(session), PlainText.of(filter));
        Supplier<String> answer =
                json ? () -> new LiveExport(model, zone).line(state) : () -> text(screen.plain(state, columns()));
        StandardOutput out = session.screen();
        if (once || out == null) {
            readOnce(feed, model);
            session.out().print(answer.get());
            return reported(model);
        }
        boolean onScreen =
                !json && session.isTerminal() && !session.variable("TERM").equals("dumb");
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

    /** Waits for the first socket read, which the service reports only after the first request. */
    private void readOnce(LiveFeed feed, LiveModel model) throws StoreException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        Update update = feed.read(view);
        model.take(update);
        while (update.isWaiting() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            update = feed.read(view);
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
            model.take(feed.read(view));
            if (!LiveFeed.isServed(session.database())) {
                return reported(model);
            }
            String between = json ? "" : model.trouble().isEmpty() ? "\n" : PlainText.of(model.trouble()) + "\n\n";
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
