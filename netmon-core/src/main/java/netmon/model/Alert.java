package netmon.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A limit on traffic that a person set. It is reported once in each period in which it is exceeded.
 *
 * @param id its number, never used for another alert; 0 until it is stored
 * @param scope which bytes count
 * @param app the application's name; empty unless the scope is one application
 * @param direction the direction that counts
 * @param limit bytes that may be moved in a period
 * @param per the period, on the local calendar
 * @param monthStarts the day on which a month begins, 1 to 31
 * @param means how it is reported
 * @param command the absolute path of a program and its arguments; empty unless {@code means} is a command
 */
public record Alert(
        long id,
        Scope scope,
        String app,
        Direction direction,
        long limit,
        CalendarUnit per,
        int monthStarts,
        Means means,
        List<String> command) {

    /** Which bytes count against the limit. */
    public enum Scope {
        APPLICATION,
        /** Each application by itself. */
        ANY,
        /** All bytes of the counted interfaces. */
        TOTAL
    }

    /** How an alert is reported. The service's log reports each one as well. */
    public enum Means {
        DESKTOP,
        COMMAND,
        LOG
    }

    /**
     * Bytes that count against a limit.
     *
     * @param app the application that moved them; empty for the total
     * @param bytes in the alert's direction
     */
    public record Usage(String app, long bytes) {}

    private static final int LONGEST_MONTH = 31;

    public Alert {
        command = List.copyOf(command);
        if (limit < 0 || monthStarts < 1 || monthStarts > LONGEST_MONTH) {
            throw new IllegalArgumentException(
                    "no alert has a limit of " + limit + " or months that start on " + monthStarts);
        }
        if (command.isEmpty() == (means == Means.COMMAND) || app.isEmpty() == (scope == Scope.APPLICATION)) {
            throw new IllegalArgumentException("an alert of " + scope + " by " + means + " with " + command);
        }
    }

    /** The same alert with this number. */
    public Alert numbered(long number) {
        return new Alert(number, scope, app, direction, limit, per, monthStarts, means, command);
    }

    /**
     * The bytes to compare with the limit: one usage, or one for each application where each counts by itself.
     *
     * @param apps the traffic of a period by application, Unattributed included
     */
    public List<Usage> usages(List<AppTraffic> apps) {
        return switch (scope) {
            case APPLICATION -> List.of(new Usage(app, sum(apps, app)));
            case TOTAL -> List.of(new Usage("", sum(apps, "")));
            case ANY -> each(apps);
        };
    }

    public boolean isExceeded(Usage usage) {
        return usage.bytes > limit;
    }

    /** @param name the application, upper or lower case; empty for all applications */
    private long sum(List<AppTraffic> apps, String name) {
        long sum = 0;
        for (AppTraffic each : apps) {
            if (name.isEmpty() || each.app().equalsIgnoreCase(name)) {
                sum += direction.of(each.traffic());
            }
        }
        return sum;
    }

    private List<Usage> each(List<AppTraffic> apps) {
        List<Usage> usages = new ArrayList<>();
        for (AppTraffic each : apps) {
            if (!each.app().equals(App.UNATTRIBUTED)) {
                usages.add(new Usage(each.app(), direction.of(each.traffic())));
            }
        }
        return usages;
    }
}
