package netmon.service.log;

import netmon.model.PlainText;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One event a line: {@code 2026-11-23 14:05:09 WARN cannot read the sockets: ...}. Control characters are replaced,
 * because a message may contain names that other users gave to their processes.
 */
final class LogLineLayout extends LayoutBase<ILoggingEvent> {
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
                .forEach(each -> lines.append("    ").append(PlainText.of(each)).append('\n'));
        return lines.toString();
    }
}
