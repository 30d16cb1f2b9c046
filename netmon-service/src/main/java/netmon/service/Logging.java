package netmon.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where the service's log goes. Set up in code: reading a configuration file would cost more than all else at start. */
final class Logging {
    /** The log file and one older one of this size are kept. */
    private static final long MOST_BYTES = 1 << 20;

    private Logging() {}

    /**
     * Sends the log to a file, or to a stream where there is none.
     *
     * @param file rolls when it is full; its folder must exist
     */
    static void start(@Nullable Path file, PrintStream otherwise) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(
                file == null ? stream(context, encoder(context), otherwise) : rolling(context, encoder(context), file));
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
        LogLine layout = new LogLine();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static OutputStreamAppender<ILoggingEvent> stream(
            LoggerContext context, LayoutWrappingEncoder<ILoggingEvent> encoder, PrintStream stream) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(stream);
        appender.start();
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> rolling(
            LoggerContext context, LayoutWrappingEncoder<ILoggingEvent> encoder, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy windows = new FixedWindowRollingPolicy();
        windows.setContext(context);
        windows.setParent(appender);
        windows.setFileNamePattern(file + ".%i");
        windows.setMinIndex(1);
        windows.setMaxIndex(1);
        windows.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(MOST_BYTES));
        size.start();
        appender.setRollingPolicy(windows);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }
}
