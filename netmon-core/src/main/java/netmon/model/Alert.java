package netmon.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A limit that somebody set, to be told once in each of its periods when it is exceeded.
 *
 * @param id its number, which no other alert ever had; 0 until it is stored
 * @param scope whose bytes are counted
 * @param app the application's name; empty unless the scope is one application
 * @param direction which bytes are counted
 * @param limit bytes that may be moved in a period
 * @param per the period, on the local calendar
 * @param monthStarts the day on which a month begins, 1 to 31
 * @param means how it is told
 * @param command the absolute path of a program and its arguments; empty unless that is how it is told
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

    /** Whose bytes are counted. */
    public enum Scope {
        APPLICATION,
        /** Each application by itself. */
        ANY,
        /** All that the counted interfaces moved. */
        TOTAL
    }

    /** How an alert is told. The service's log tells each as well. */
    public enum Means {
        DESKTOP,
        COMMAND,
        LOG
    }

    /**
     * What counts against a limit.
     *
     * @param app the application whose bytes these are; empty for the total
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

    /** The same under the number that it was given. */
    public Alert numbered(long number) {
        return new Alert(number, scope, app, direction, limit, per, monthStarts, means, command);
    }

    /**
     * What counts against the limit; one usage unless each application counts by itself.
     *
     * @param apps what was moved in a period, Unattributed included
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

    /** @param name whose bytes are wanted, whatever the case of the letters; empty for everybody's */
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
