package netmon.service.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import netmon.model.PlainText;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Configures the log in code: for a file, Logback takes longer than the rest of the start. */
public final class LogSetup {
    /** The size limit of the log file. One older file of this size is kept. */
    static final long MOST_BYTES = 1 << 20;

    /**
     * One event a line: {@code 2026-11-23 14:05:09 WARN cannot read the sockets: ...}. Control characters are replaced,
     * because a message may contain names that other users gave to their processes.
     */
    private static final class LogLineLayout extends LayoutBase<ILoggingEvent> {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        @Override
        public String doLayout(ILoggingEvent event) {
            String time = TIME.format(event.getInstant().atZone(ZoneId.systemDefault()));
            String line = time + " " + event.getLevel() + " " + PlainText.of(event.getFormattedMessage()) + "\n";
            IThrowableProxy thrown = event.getThrowableProxy();
            return thrown == null ? line : line + trace(thrown);
        }

        private static String trace(IThrowableProxy thrown) {
            StringBuilder lines = new StringBuilder();
            ThrowableProxyUtil.asString(thrown)
                    .lines()
                    .forEach(each ->
                            lines.append("    ").append(PlainText.of(each)).append('\n'));
            return lines.toString();
        }
    }

    private LogSetup() {}

    /**
     * Sends the log to a file, or to standard error if the file is null.
     *
     * @throws IOException if the file cannot be written
     */
    public static void start(@Nullable Path file) throws IOException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        OutputStreamAppender<ILoggingEvent> appender = appender(file);
        appender.setContext(context);
        appender.setEncoder(encoder(context));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
    }

    private static OutputStreamAppender<ILoggingEvent> appender(@Nullable Path file) throws IOException {
        if (file == null) {
            ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
            console.setTarget(ConsoleTarget.SystemErr.getName());
            return console;
        }
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setOutputStream(LogFile.open(file, MOST_BYTES));
        return appender;
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
        LogLineLayout layout = new LogLineLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }
}
