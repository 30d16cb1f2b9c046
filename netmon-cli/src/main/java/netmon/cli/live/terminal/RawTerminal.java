package netmon.cli.live.terminal;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import netmon.cli.live.LiveScreen;
import netmon.cli.live.ScreenEvent;
import netmon.cli.session.StandardOutput;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.utils.ExecHelper;
import org.jline.utils.InfoCmp;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.OSUtils;
import org.jline.utils.ShutdownHooks;
import org.jline.utils.Signals;

/**
 * The terminal while it shows the live screen: keys come one by one and unseen, and what was on it is kept on its other
 * screen. {@link #close()} puts all of that back, and so does the end of the process by any signal that can be caught.
 *
 * <p>JLine's {@code exec} way is used, which runs {@code stty} and needs no native library. Signals of the keyboard stay
 * signals, so that Ctrl-C works whatever this program does.
 */
public final class RawTerminal implements AutoCloseable {
    /** A type of JLine's without capabilities: none are used, and asking infocmp for them takes a process. */
    private static final String TYPE = "netmon";

    /** How long to wait for the rest of a key's sequence, over a slow line too. */
    private static final long SEQUENCE_MILLIS = 100;

    /** How long to wait for a key before looking whether it is over: less than a read takes, so that it is one read. */
    private static final long KEY_MILLIS = 50;

    /** How long a key that is being read may keep the terminal from being given back. */
    private static final long LAST_KEY_MILLIS = 500;

    /** Where a terminal tells no size, as a serial line does. */
    private static final Size USUAL = Size.of(80, 24);

    private final Terminal terminal;
    private final StandardOutput out;
    private final FramePainter painter;
    private final Thread keys;
    private final Thread atExit;
    private volatile boolean closed;

    private RawTerminal(Terminal terminal, StandardOutput out, boolean coloured, Consumer<ScreenEvent> events) {
        this.terminal = terminal;
        this.out = out;
        this.painter = new FramePainter(coloured);
        this.keys = new Thread(() -> readKeys(events), "keys");
        this.atExit = new Thread(this::close, "terminal");
        keys.setDaemon(true);
    }

    /**
     * Takes the terminal.
     *
     * @param events takes the keys
     * @throws IOException if the process has none
     */
    public static RawTerminal open(StandardOutput out, boolean coloured, Consumer<ScreenEvent> events)
            throws IOException {
        InfoCmp.setLoadedInfoCmp(TYPE, "");
        OSUtils.STTY_COMMAND = Stty.path();
        // JLine would look for the keyboard's signals, which are the system's, by a thread that reads ahead.
        System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
        Terminal terminal;
        try {
            terminal = new ExecTerminalProvider()
                    .sysTerminal(
                            TYPE,
                            TYPE,
                            true,
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_8,
                            false,
                            Terminal.SignalHandler.SIG_DFL,
                            false);
        } catch (IOError e) {
            throw new IOException(e);
        }
        RawTerminal live = new RawTerminal(terminal, out, coloured, events);
        live.begin();
        return live;
    }

    /** Loads what a terminal needs, without one: for the archive of classes. */
    public static void load() {
        InfoCmp.setLoadedInfoCmp(TYPE, "");
        for (Class<?> each : List.of(
                ExecTerminalProvider.class,
                ExecPty.class,
                PosixSysTerminal.class,
                Attributes.class,
                Size.class,
                NonBlocking.class,
                NonBlockingReader.class,
                ShutdownHooks.class,
                Signals.class,
                ExecHelper.class,
                OSUtils.class)) {
            try {
                Class.forName(each.getName());
            } catch (ClassNotFoundException e) {
                throw new LinkageError(each + " was just here", e);
            }
        }
        new FramePainter(true).paint(List.of());
    }

    private void begin() throws IOException {
        Runtime.getRuntime().addShutdownHook(atExit);
        Attributes raw = new Attributes(terminal.getAttributes());
        raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
        // Reads end after a tenth of a second, so that close() can wait for the last one.
        raw.setControlChar(ControlChar.VMIN, 0);
        raw.setControlChar(ControlChar.VTIME, 1);
        terminal.setAttributes(raw);
        write(FramePainter.ENTER);
        keys.start();
    }

    public Size size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
    }

    /** Shows these lines. */
    public void show(List<LiveScreen.Line> lines) throws IOException {
        write(painter.paint(lines));
    }

    /** The next lines are all drawn anew. */
    public void forget() {
        painter.forget();
    }

    /** Gives the terminal back as it was; at most once. */
    @Override
    public void close() {
        synchronized (out) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                out.write(FramePainter.LEAVE.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It is gone, and nobody misses anything.
            }
        }
        awaitLastRead();
        try {
            terminal.close();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IOException | IOError | IllegalStateException e) {
            // Either the terminal is gone, or the process is about to be.
        }
    }

    /** One that began when the terminal is as it was would wait for a line, and take the next key from whoever reads. */
    private void awaitLastRead() {
        try {
            keys.join(LAST_KEY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not after it was given back: the end of the process may come while a line is drawn. */
    private void write(String text) throws IOException {
        synchronized (out) {
            if (!closed && !text.isEmpty()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void readKeys(Consumer<ScreenEvent> events) {
        KeyDecoder decoder = new KeyDecoder();
        NonBlockingReader reader = terminal.reader();
        while (!closed) {
            try {
                int character = reader.read(decoder.isWithin() ? SEQUENCE_MILLIS : KEY_MILLIS);
                Key key = character >= 0 ? decoder.take(codePoint(reader, character)) : null;
                if (character == NonBlockingReader.READ_EXPIRED && decoder.isWithin()) {
                    key = decoder.timeOut();
                }
                if (key != null) {
                    events.accept(new ScreenEvent.Pressed(key));
                } else if (character == NonBlockingReader.EOF) {
                    throw new IOException("the terminal has ended");
                }
            } catch (IOException e) {
                if (!closed) {
                    events.accept(new ScreenEvent.Gone(e));
                }
                return;
            }
        }
    }

    private static int codePoint(NonBlockingReader reader, int first) throws IOException {
        if (!Character.isHighSurrogate((char) first)) {
            return first;
        }
        int second = reader.read(SEQUENCE_MILLIS);
        return second > 0 && Character.isLowSurrogate((char) second)
                ? Character.toCodePoint((char) first, (char) second)
                : first;
    }
}
