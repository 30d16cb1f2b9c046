package netmon.cli.options;

import java.time.ZoneId;
import java.time.ZoneOffset;
import netmon.cli.session.Session;

/** The option for the time zone of days and times. */
public final class ZoneOption {
    private final CommandArgument<Boolean> utc;

    public ZoneOption(CommandArguments arguments) {
        utc = arguments.flag("--utc", "Use days and times of UTC instead of the local time zone.");
    }

    public ZoneId zone(Session session) {
        return utc.isGiven() ? ZoneOffset.UTC : session.zone();
    }
}
