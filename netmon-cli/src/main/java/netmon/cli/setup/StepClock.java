package netmon.cli.setup;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import netmon.cli.session.Session;
import netmon.cli.text.ProgressBar;

/** Prints the steps of a plan, and on a terminal, below a slow step, how long it has run. */
final class StepClock implements AutoCloseable {
    /** A step that takes less shows no time. */
    private static final long SLOW_SECONDS = 2;

    private static final long SECOND_MILLIS = 1000;

    private final Session session;
    private final ProgressBar bar;
    private final Timer timer = new Timer("step clock", true);
    private long startedNanos = System.nanoTime();

    StepClock(Session session) {
        this.session = session;
        this.bar = session.progressBar();
        TimerTask everySecond = new TimerTask() {
            @Override
            public void run() {
                tick();
            }
        };
        timer.schedule(everySecond, SECOND_MILLIS, SECOND_MILLIS);
    }

    /** Prints a line at once: the start of a step. */
    synchronized void print(String line) {
        bar.clear();
        session.printNow(line);
        startedNanos = System.nanoTime();
    }

    private synchronized void tick() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
        if (seconds >= SLOW_SECONDS) {
            bar.showSeconds(seconds);
        }
    }

    @Override
    public synchronized void close() {
        timer.cancel();
        bar.clear();
    }
}
