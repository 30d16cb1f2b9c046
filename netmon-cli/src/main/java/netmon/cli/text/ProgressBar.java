package netmon.cli.text;

import java.io.PrintWriter;

/** The progress of long work, on a terminal; elsewhere it prints nothing. */
public final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final boolean visible;
    private int shown = -1;

    /** @param visible whether {@code err} is a terminal */
    public ProgressBar(PrintWriter err, boolean visible) {
        this.err = err;
        this.visible = visible;
    }

    public void show(int done, int of) {
        int filled = of == 0 ? WIDTH : (int) ((long) done * WIDTH / of);
        if (visible && filled != shown) {
            shown = filled;
            err.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]");
            err.flush();
        }
    }

    /** For work of unknown length: how long it has run. */
    public void showSeconds(long seconds) {
        if (visible) {
            shown = 0;
            err.print("\r  " + seconds + " s");
            err.flush();
        }
    }

    /** Clears the line. */
    public void clear() {
        if (visible && shown >= 0) {
            shown = -1;
            err.print("\r" + " ".repeat(WIDTH + 2) + "\r");
            err.flush();
        }
    }
}
