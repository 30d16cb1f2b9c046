package netmon.model;

import java.util.List;

/**
 * A limit on traffic that a person set. It is reported once in each period in which it is exceeded.
 *
 * @param id its number, never used for another alert; 0 until it is stored
 * @param app empty unless the scope is one application or its destinations
 * @param limit bytes that may be moved in a period; 0 for first sights, which have no period either
 * @param per the period, on the local calendar
 * @param monthStarts the day on which a month begins, 1 to 31
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
        TOTAL,
        /** Each application that moves bytes for the first time; there is no limit. */
        NEW_APPLICATION,
        /** Each destination of one application with which it communicates for the first time; there is no limit. */
        NEW_DESTINATION;

        /** Whether an alert of this scope is about a first sight, and not about a limit. */
        public boolean isFirstSight() {
            return this == NEW_APPLICATION || this == NEW_DESTINATION;
        }

        private boolean hasApp() {
            return this == APPLICATION || this == NEW_DESTINATION;
        }
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

    public Alert {
        command = List.copyOf(command);
        if (limit < 0 || monthStarts < 1 || monthStarts > CalendarUnit.LONGEST_MONTH) {
            throw new IllegalArgumentException(
                    "no alert has a limit of " + limit + " or months that start on " + monthStarts);
        }
        if (command.isEmpty() == (means == Means.COMMAND) || app.isEmpty() == scope.hasApp()) {
            throw new IllegalArgumentException("an alert of " + scope + " by " + means + " with " + command);
        }
    }

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
            case NEW_APPLICATION, NEW_DESTINATION -> List.of();
            case ANY ->
                apps.stream()
                        .filter(each -> !each.app().equals(App.UNATTRIBUTED))
                        .map(each -> new Usage(each.app(), direction.of(each.traffic())))
                        .toList();
        };
    }

    public boolean isExceeded(Usage usage) {
        return usage.bytes > limit;
    }

    /** @param name the application, upper or lower case; empty for all applications */
    private long sum(List<AppTraffic> apps, String name) {
        return apps.stream()
                .filter(each -> name.isEmpty() || each.app().equalsIgnoreCase(name))
                .mapToLong(each -> direction.of(each.traffic()))
                .sum();
    }
}
