package netmon.cli.options;

import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;

/** The option for the first day of a month, for instance of a billing month. */
public final class MonthOption {
    private final CommandArgument<Integer> starts;

    public MonthOption(CommandArguments arguments) {
        starts = arguments.number(
                "--month-starts",
                "DAY",
                "The first day of a month, 1 to 31. The default is set in netmon.properties, else 1.");
    }

    /** The day of the option, else that of the settings file. */
    public int day(Session session) {
        @Nullable Integer given = starts.value();
        return given != null ? given : session.settings().monthStarts();
    }
}
