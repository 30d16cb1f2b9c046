package netmon.cli.live;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import netmon.cli.live.terminal.JobControl;
import netmon.cli.live.terminal.Key;
import netmon.cli.live.terminal.RawTerminal;
import netmon.cli.session.StandardOutput;
import netmon.model.StoreException;
import org.jline.terminal.Size;
import org.jline.utils.Signals;

/**
 * Runs the live screen on a terminal: all events come in one queue, and the screen is drawn after each. Another thread
 * reads new data, so that a slow disk or service delays no key.
 */
final class LiveLoop {
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The service keeps only its last socket read, so that a reader at the same pace would miss some. */
    private static final long ASKED_NANOS = FRAME_NANOS / 2;

    /** Changes the screen because of a key, new data or a signal. It throws what ends the screen. */
    @FunctionalInterface
    private interface ScreenEvent {
        void handle() throws IOException, StoreException;
    }

    private final LiveFeed feed;
    private final LiveScreen screen;
    private final StandardOutput out;
    private final boolean coloured;
    private final BlockingQueue<ScreenEvent> events = new LinkedBlockingQueue<>();
    private final UpdateQueue updates;
    private final Thread reader = new Thread(this::readFeed, "feed");
    private volatile ScreenState state;
    private Size size = Size.of(0, 0);
    private boolean drawable;
    private boolean suspended;
    private boolean resized;

    LiveLoop(
            LiveFeed feed,
            LiveModel model,
            LiveScreen screen,
            ScreenState start,
            StandardOutput out,
            boolean coloured) {
        this.feed = feed;
        this.updates = new UpdateQueue(model);
        this.screen = screen;
        this.state = start;
        this.out = out;
        this.coloured = coloured;
        reader.setDaemon(true);
    }

    /**
     * Returns when the user ends it.
     *
     * @throws IOException if there is no terminal, or it is lost
     * @throws StoreException if the database could not be read at the first time
     */
    void run() throws IOException, StoreException {
        reader.start();
        for (String each : List.of("WINCH", "CONT")) { // after CONT the screen may show another program's output
            Signals.register(each, () -> events.add(() -> resized = true));
        }
        while (!state.isOver()) {
            try (RawTerminal terminal = open()) {
                // Not while stty runs: Ctrl-Z would stop stty alone, and this process would wait for it.
                JobControl.handle(() -> events.add(() -> suspended = true));
                show(terminal);
                JobControl.unhandle();
            }
            if (!state.isOver()) {
                JobControl.stop();
            }
        }
    }

    private RawTerminal open() throws IOException {
        return RawTerminal.open(
                out,
                coloured,
                key -> events.add(() -> press(key)),
                loss -> events.add(() -> {
                    throw loss;
                }));
    }

    /** Shows the screen until the end or a suspension. */
    private void show(RawTerminal terminal) throws IOException, StoreException {
        suspended = false;
        size = terminal.size();
        draw(terminal);
        while (!state.isOver()) {
            next().handle();
            if (suspended) {
                return;
            }
            if (resized) {
                resized = false;
                size = terminal.size();
                terminal.forget();
            }
            updates.deliver(state.view(), state.paused());
            if (events.isEmpty()) {
                draw(terminal);
            }
        }
    }

    private ScreenEvent next() throws IOException {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void press(Key key) {
        View before = state.view();
        state = state.on(key, screen.page(state, size.getRows()), screen.rows(state));
        if (state.view() != before) {
            LockSupport.unpark(reader); // to read the data of the other view at once
        }
    }

    private void draw(RawTerminal terminal) throws IOException {
        if (drawable) {
            terminal.show(screen.draw(state, size.getColumns(), size.getRows()));
        }
    }

    private void readFeed() {
        while (!state.isOver()) {
            try {
                Update update = feed.read(state.view());
                events.add(() -> take(update));
            } catch (StoreException e) {
                events.add(() -> {
                    throw e;
                });
                return;
            }
            LockSupport.parkNanos(state.view().isAsked() ? ASKED_NANOS : FRAME_NANOS);
        }
    }

    private void take(Update update) {
        updates.add(update);
        drawable = true;
    }
}
