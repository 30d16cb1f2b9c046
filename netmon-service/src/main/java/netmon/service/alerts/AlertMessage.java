package netmon.service.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import netmon.model.Alert;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.ScaledAmount;

/**
 * The text of an alert for the user, {@code More than 1.00 GB a day: Safari moved 1.20 GB since 2026-11-23 00:00.}, and
 * the environment variables for programs. The text never starts with the name of an application.
 *
 * @param usage the application that exceeded the limit, and its bytes
 */
record AlertMessage(Alert alert, Alert.Usage usage, Period period, ZoneId zone) {
    /** Longer names are cut, because a notification has room for one or two lines. */
    private static final int LONGEST_NAME = 80;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    String sentence() {
        if (alert.scope().isFirstSight()) {
            boolean isApp = alert.scope() == Alert.Scope.NEW_APPLICATION;
            String with =
                    isApp ? "A new application: " : PlainText.cut(alert.app(), LONGEST_NAME) + ": first traffic with ";
            return with + who() + ", " + ScaledAmount.bytes(usage.bytes()) + " so far today.";
        }
        return "More than " + ScaledAmount.bytes(alert.limit()) + per() + ": " + who() + " " + moved() + " "
                + ScaledAmount.bytes(usage.bytes()) + " since "
                + MINUTE.format(Instant.ofEpochSecond(period.from()).atZone(zone)) + ".";
    }

    /** All values are plain text. */
    Map<String, String> variables() {
        return Map.of(
                "NETMON_ALERT_ID", Long.toString(alert.id()),
                "NETMON_ALERT_APP", PlainText.of(usage.app()),
                "NETMON_ALERT_BYTES", Long.toString(usage.bytes()),
                "NETMON_ALERT_LIMIT", Long.toString(alert.limit()),
                "NETMON_ALERT_PER", alert.per().word(),
                "NETMON_ALERT_DIRECTION", alert.direction().word(),
                "NETMON_ALERT_SINCE", Long.toString(period.from()),
                "NETMON_ALERT_TEXT", sentence());
    }

    private String who() {
        if (usage.app().isEmpty()) {
            return alert.scope() == Alert.Scope.TOTAL ? "all together" : "a program without a name";
        }
        return PlainText.cut(usage.app(), LONGEST_NAME);
    }

    private String per() {
        return (alert.per().word().startsWith("h") ? " an " : " a ")
                + alert.per().word();
    }

    private String moved() {
        return switch (alert.direction()) {
            case IN -> "downloaded";
            case OUT -> "uploaded";
            case TOTAL -> "moved";
        };
    }
}
