package netmon.cli.live;

import netmon.cli.live.terminal.JobControl;
import netmon.cli.live.terminal.Key;
import netmon.cli.live.terminal.RawTerminal;
import netmon.cli.session.StandardOutput;
import netmon.model.StoreException;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Size;
import org.jline.utils.Signals;

/**
 * Runs the live screen on a terminal: all events come in one queue, and the screen is drawn after each. Another thread
 * reads new data, so that a slow disk or service delays no key.
 */
final class LiveLoop {
    /** A frame a second. */
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LiveFeed feed;
    private final LiveScreen screen;
    private final StandardOutput out;
    private final boolean coloured;
    private final BlockingQueue<ScreenEvent> events = new LinkedBlockingQueue<>();
    private final UpdateQueue updates;
    private final Thread learner = new Thread(this::learn, "feed");
    private volatile ScreenState state;
    private boolean drawable;

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
        learner.setDaemon(true);
    }

    /**
     * Returns when the user ends it.
     *
     * @throws IOException if there is no terminal, or it is lost
     * @throws StoreException if the database could not be read at the first time
     */
    void run() throws IOException, StoreException {
        learner.start();
        Signals.register("WINCH", () -> events.add(new ScreenEvent.Redraw()));
        Signals.register("CONT", () -> events.add(new ScreenEvent.Redraw()));
        while (!state.isOver()) {
            try (RawTerminal terminal = open()) {
                // Not while stty runs: Ctrl-Z would stop stty alone, and this process would wait for it.
                JobControl.handle(() -> events.add(new ScreenEvent.Suspend()));
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
                key -> events.add(new ScreenEvent.Pressed(key)),
                loss -> events.add(new ScreenEvent.Gone(loss)));
    }

    /** Shows the screen until the end or a suspension. */
    private void show(RawTerminal terminal) throws IOException, StoreException {
        Size size = terminal.size();
        draw(terminal, size);
        while (!state.isOver()) {
            ScreenEvent event = next();
            if (event instanceof ScreenEvent.Suspend) {
                return;
            }
            if (event instanceof ScreenEvent.Redraw) {
                size = terminal.size();
                terminal.forget();
            }
            handle(event, size);
            if (events.isEmpty()) {
                draw(terminal, size);
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

    private void handle(ScreenEvent event, Size size) throws IOException, StoreException {
        if (event instanceof ScreenEvent.Pressed pressed) {
            press(pressed.key(), size);
        } else if (event instanceof ScreenEvent.Learned learned) {
            updates.add(learned.update());
            drawable = true;
        } else if (event instanceof ScreenEvent.Failed failed) {
            throw failed.failure();
        } else if (event instanceof ScreenEvent.Gone gone) {
            throw gone.failure();
        }
        updates.deliver(state.view(), state.paused());
    }

    private void press(Key key, Size size) {
        View before = state.view();
        state = state.on(key, screen.page(state, size.getRows()), screen.rows(state));
        if (state.view() != before) {
            LockSupport.unpark(learner); // to read the data of the other view at once
        }
    }

    private void draw(RawTerminal terminal, Size size) throws IOException {
        if (drawable) {
            terminal.show(screen.draw(state, size.getColumns(), size.getRows()));
        }
    }

    private void learn() {
        while (!state.isOver()) {
            try {
                events.add(new ScreenEvent.Learned(feed.read(state.view())));
            } catch (StoreException e) {
                events.add(new ScreenEvent.Failed(e));
                return;
            }
            LockSupport.parkNanos(FRAME_NANOS);
        }
    }
}
