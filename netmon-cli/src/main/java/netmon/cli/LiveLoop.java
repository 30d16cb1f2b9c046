package netmon.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import netmon.store.StoreException;
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
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    /** What was learned while the screen stands still. */
    private final Deque<News> unseen = new ArrayDeque<>();

    private final Thread learner = new Thread(this::learn, "feed");
    private volatile LiveState state;
    private boolean drawable;

    LiveLoop(LiveFeed feed, LiveModel model, LiveScreen screen, LiveState begin, StandardOutput out, boolean coloured) {
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
        Signals.register("WINCH", () -> events.add(new Event.Redraw()));
        Signals.register("CONT", () -> events.add(new Event.Redraw()));
        while (!state.over()) {
            try (LiveTerminal terminal = LiveTerminal.open(out, coloured, events::add)) {
                // Not while stty runs: Ctrl-Z would stop that alone, and this would wait for it.
                JobControl.handle(() -> events.add(new Event.Suspend()));
                show(terminal);
                JobControl.unhandle();
            }
            if (!state.over()) {
                JobControl.stop();
            }
        }
    }

    /** Until it is over, or to be suspended. */
    private void show(LiveTerminal terminal) throws IOException, StoreException {
        Size size = terminal.size();
        draw(terminal, size);
        while (!state.over()) {
            Event event = next();
            if (event instanceof Event.Suspend) {
                return;
            }
            if (event instanceof Event.Redraw) {
                size = terminal.size();
                terminal.forget();
            }
            handle(event, size);
            if (events.isEmpty()) {
                draw(terminal, size);
            }
        }
    }

    private Event next() throws IOException {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void handle(Event event, Size size) throws IOException, StoreException {
        if (event instanceof Event.Pressed pressed) {
            press(pressed.key(), size);
        } else if (event instanceof Event.Learned learned) {
            unseen.add(learned.news());
            if (unseen.size() > Series.SECONDS) {
                unseen.remove(); // too old to be shown
            }
        } else if (event instanceof Event.Failed failed) {
            throw failed.failure();
        } else if (event instanceof Event.Gone gone) {
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

    private void draw(LiveTerminal terminal, Size size) throws IOException {
        if (drawable) {
            terminal.show(screen.draw(state, size.getColumns(), size.getRows()));
        }
    }

    private void learn() {
        while (!state.over()) {
            try {
                events.add(new Event.Learned(feed.read(state.view())));
            } catch (StoreException e) {
                events.add(new Event.Failed(e));
                return;
            }
            LockSupport.parkNanos(FRAME_NANOS);
        }
    }
}
