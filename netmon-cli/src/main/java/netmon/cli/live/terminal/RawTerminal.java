package netmon.cli.live.terminal;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
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
 * The terminal in raw mode, on its alternate screen: keys come one by one and are not echoed. {@link #close()}
 * restores the terminal, and so does the end of the process by any signal that can be caught.
 *
 * <p>JLine's {@code exec} provider is used, which runs {@code stty} and needs no native library. Signals of the
 * keyboard stay signals, so that Ctrl-C always works.
 */
public final class RawTerminal implements AutoCloseable {
    /** A terminal type without capabilities: none are used, and JLine would start infocmp to find them. */
    private static final String TYPE = "netmon";

    /** The usual paths of stty on Linux, macOS and NixOS. PATH is not searched: it may name another program. */
    private static final List<String> STTY = List.of("/bin/stty", "/usr/bin/stty", "/run/current-system/sw/bin/stty");

    /** How long to wait for the rest of a key's sequence, also over a slow line. */
    private static final long SEQUENCE_MILLIS = 100;

    /**
     * How long to wait for a key before checking for the end. It is shorter than VTIME, so that each wait is a single
     * read.
     */
    private static final long KEY_MILLIS = 50;

    /** How long the restoring of the terminal waits for the last read of a key. */
    private static final long LAST_KEY_MILLIS = 500;

    /** The size of a terminal that reports none, such as a serial line. */
    private static final Size DEFAULT_SIZE = Size.of(80, 24);

    private final Terminal terminal;
    private final StandardOutput out;
    private final FramePainter painter;
    private final Thread keys;
    private final Thread atExit;
    private volatile boolean closed;

    private RawTerminal(
            Terminal terminal,
            StandardOutput out,
            boolean coloured,
            Consumer<Key> onKey,
            Consumer<IOException> onLoss) {
        this.terminal = terminal;
        this.out = out;
        this.painter = new FramePainter(coloured);
        this.keys = new Thread(() -> readKeys(onKey, onLoss), "keys");
        this.atExit = new Thread(this::close, "terminal");
        keys.setDaemon(true);
    }

    /**
     * Takes over the terminal of this process.
     *
     * @param onKey receives the keys, in a thread of its own
     * @param onLoss receives the reason why no key can come any more
     * @throws IOException if the process has no terminal
     */
    public static RawTerminal open(
            StandardOutput out, boolean coloured, Consumer<Key> onKey, Consumer<IOException> onLoss)
            throws IOException {
        InfoCmp.setLoadedInfoCmp(TYPE, "");
        OSUtils.STTY_COMMAND = stty();
        // Otherwise JLine reads ahead in a thread to find signals of the keyboard, which the system handles here.
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
        RawTerminal live = new RawTerminal(terminal, out, coloured, onKey, onLoss);
        live.start();
        return live;
    }

    private static String stty() {
        return STTY.stream()
                .filter(each -> Files.isExecutable(Path.of(each)))
                .findFirst()
                .orElse(STTY.get(0));
    }

    /** Loads the classes of a terminal without opening one, for the class archive. */
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

    private void start() throws IOException {
        Runtime.getRuntime().addShutdownHook(atExit);
        Attributes raw = new Attributes(terminal.getAttributes());
        raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
        // A read ends after a tenth of a second, so that close() can wait for the last one.
        raw.setControlChar(ControlChar.VMIN, 0);
        raw.setControlChar(ControlChar.VTIME, 1);
        terminal.setAttributes(raw);
        write(FramePainter.ENTER);
        keys.start();
    }

    /** The present size. */
    public Size size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : DEFAULT_SIZE;
    }

    /** Shows these lines from the top of the screen. */
    public void show(List<ScreenLine> lines) throws IOException {
        write(painter.paint(lines));
    }

    /** Makes the next {@link #show} draw all lines, because the screen may show anything. */
    public void forget() {
        painter.forget();
    }

    /** Restores the terminal; further calls do nothing. */
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
                // The terminal is gone.
            }
        }
        awaitLastRead();
        try {
            terminal.close();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IOException | IOError | IllegalStateException e) {
            // The terminal is gone, or the process is about to end.
        }
    }

    /** A read that starts after the restoring would wait for a line, and take the next key from another reader. */
    private void awaitLastRead() {
        try {
            keys.join(LAST_KEY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes nothing after the restoring: the process may end while a line is drawn. */
    private void write(String text) throws IOException {
        synchronized (out) {
            if (!closed && !text.isEmpty()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void readKeys(Consumer<Key> onKey, Consumer<IOException> onLoss) {
        KeyDecoder decoder = new KeyDecoder();
        NonBlockingReader reader = terminal.reader();
        while (!closed) {
            try {
                int character = reader.read(decoder.isInSequence() ? SEQUENCE_MILLIS : KEY_MILLIS);
                Key key = character >= 0 ? decoder.take(codePoint(reader, character)) : null;
                if (character == NonBlockingReader.READ_EXPIRED && decoder.isInSequence()) {
                    key = decoder.timeOut();
                }
                if (key != null) {
                    onKey.accept(key);
                } else if (character == NonBlockingReader.EOF) {
                    throw new IOException("the terminal has ended");
                }
            } catch (IOException e) {
                if (!closed) {
                    onLoss.accept(e);
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
