package netmon.cli.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
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
 * Runs the live screen on a terminal: what happens comes in one queue, and after each of it the screen is drawn. Another
 * thread learns what is new, so that no slow disk or service keeps a key waiting.
 */
final class LiveLoop {
    /** A frame a second. */
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LiveFeed feed;
    private final LiveModel model;
    private final LiveScreen screen;
    private final StandardOutput out;
    private final boolean coloured;
    private final BlockingQueue<ScreenEvent> events = new LinkedBlockingQueue<>();
    /** What was learned while the screen stands still. */
    private final Deque<Update> unseen = new ArrayDeque<>();

    private final Thread learner = new Thread(this::learn, "feed");
    private volatile ScreenState state;
    private boolean drawable;

    LiveLoop(
            LiveFeed feed,
            LiveModel model,
            LiveScreen screen,
            ScreenState begin,
            StandardOutput out,
            boolean coloured) {
        this.feed = feed;
        this.model = model;
        this.screen = screen;
        this.state = begin;
        this.out = out;
        this.coloured = coloured;
        learner.setDaemon(true);
    }

    /**
     * Returns when the person has had enough.
     *
     * @throws IOException if there is no terminal, or it is gone
     * @throws StoreException if the database could not be read at the first time
     */
    void run() throws IOException, StoreException {
        learner.start();
        Signals.register("WINCH", () -> events.add(new ScreenEvent.Redraw()));
        Signals.register("CONT", () -> events.add(new ScreenEvent.Redraw()));
        while (!state.over()) {
            try (RawTerminal terminal = RawTerminal.open(out, coloured, events::add)) {
                // Not while stty runs: Ctrl-Z would stop that alone, and this would wait for it.
                JobControl.handle(() -> events.add(new ScreenEvent.Suspend()));
                show(terminal);
                JobControl.unhandle();
            }
            if (!state.over()) {
                JobControl.stop();
            }
        }
    }

    /** Until it is over, or to be suspended. */
    private void show(RawTerminal terminal) throws IOException, StoreException {
        Size size = terminal.size();
        draw(terminal, size);
        while (!state.over()) {
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
            unseen.add(learned.news());
            if (unseen.size() > SecondSeries.SECONDS) {
                unseen.remove(); // too old to be shown
            }
        } else if (event instanceof ScreenEvent.Failed failed) {
            throw failed.failure();
        } else if (event instanceof ScreenEvent.Gone gone) {
            throw gone.failure();
        }
        while (!state.paused() && !unseen.isEmpty()) {
            model.take(unseen.remove());
            drawable = true;
        }
    }

    private void press(Key key, Size size) {
        View before = state.view();
        state = state.on(key, screen.page(state, size.getRows()), screen.rows(state));
        if (state.view() != before) {
            LockSupport.unpark(learner); // something else is to be learned
        }
    }

    private void draw(RawTerminal terminal, Size size) throws IOException {
        if (drawable) {
            terminal.show(screen.draw(state, size.getColumns(), size.getRows()));
        }
    }

    private void learn() {
        while (!state.over()) {
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
