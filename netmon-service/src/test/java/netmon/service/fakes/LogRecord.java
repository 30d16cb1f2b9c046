package netmon.service.fakes;


import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Records the log while it is open. */
public final class LogRecord implements AutoCloseable {
    private final Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("netmon");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LogRecord() {
        appender.start();
        logger.addAppender(appender);
    }

    /** The lines of this level or a worse one. */
    public List<String> atLeast(Level level) {
        return appender.list.stream()
                .filter(each -> each.getLevel().isGreaterOrEqual(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
