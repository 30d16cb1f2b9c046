package netmon.cli.options;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** The options for the period that a report covers. */
public final class PeriodOptions {
    private static final NamedPeriod[] NAMED = NamedPeriod.values();

    private static final long QUARTER = 900;
    private static final long HOUR = 3600;

    private final @Nullable NamedPeriod fixed;
    private final List<CommandArgument<Boolean>> named = new ArrayList<>();
    private final CommandArgument<String> last;
    private final CommandArgument<String> from;
    private final CommandArgument<String> to;
    private final ZoneOption times;
    private final MonthOption month;

    public PeriodOptions(CommandArguments arguments) {
        this(arguments, null);
    }

    /** @param fixed the period that the command's name says; null if the options choose it */
    public PeriodOptions(CommandArguments arguments, @Nullable NamedPeriod fixed) {
        this.fixed = fixed;
        for (NamedPeriod each : NAMED) {
            named.add(arguments.flag("--" + each.word(), each.description()));
        }
        last = arguments.text("--last", "LENGTH", "The time up to now, such as 30m, 6h, 7d or 3mo.");
        from = arguments.text(
                "--from",
                "TIME",
                "Start of the period: 2026-11-01, '2026-11-01 14:00', 14:00, yesterday, monday,"
                        + " 'last week', '6h ago'.");
        to = arguments.text("--to", "TIME", "End of the period (a named day is included).");
        times = new ZoneOption(arguments);
        month = new MonthOption(arguments);
    }

    /** The one period that was asked for; {@link NamedPeriod#TODAY} if none was. */
    public Period period(Session session) {
        List<NamedPeriod> asked = asked();
        boolean isBetween = from.isGiven() || to.isGiven();
        if (asked.size() + (last.isGiven() ? 1 : 0) + (isBetween ? 1 : 0) > 1) {
            throw new UsageException("choose only one period");
        }
        PeriodParser periods = new PeriodParser(session.now(), zone(session), monthStarts(session));
        if (last.isGiven()) {
            return periods.last(last.get());
        }
        return isBetween
                ? periods.between(from.value(), to.value())
                : periods.of(asked.isEmpty() ? NamedPeriod.TODAY : asked.get(0));
    }

    /**
     * The period, widened to the edges of the buckets that the database keeps. Old rows are merged into minutes to
     * hours; if that widens the period, a message says so.
     */
    public Period rounded(Period asked, TrafficReader store, Session session) throws StoreException {
        return reported(asked, store.rounded(asked), session);
    }

    /** The same for an answer about stored detail, whose buckets may be longer. */
    public Period roundedToDetail(Period asked, TrafficReader store, Session session) throws StoreException {
        return reported(asked, store.roundedToDetail(asked), session);
    }

    private Period reported(Period asked, Period kept, Session session) {
        // Not by equals: Java generates a record's equals at its first use, which takes a sixth of the start-up time.
        if (kept.from() != asked.from() || kept.to() != asked.to()) {
            session.err()
                    .println("netmon: Older data is kept per " + step(kept) + "; showing "
                            + minute(kept.from(), session) + " to " + minute(kept.to(), session));
        }
        return kept;
    }

    /** The unit of the buckets whose edges these are. */
    private static String step(Period kept) {
        boolean isHours = kept.from() % HOUR == 0 && kept.to() % HOUR == 0;
        return isHours ? "hour" : kept.from() % QUARTER == 0 && kept.to() % QUARTER == 0 ? "15 minutes" : "minute";
    }

    private String minute(long second, Session session) {
        return Instant.ofEpochSecond(second)
                .atZone(zone(session))
                .toLocalDateTime()
                .toString()
                .replace('T', ' ');
    }

    /** Whether the period is a length of time up to now. */
    public boolean isLast() {
        return last.isGiven();
    }

    public boolean isGiven() {
        return last.isGiven() || from.isGiven() || to.isGiven() || !asked().isEmpty();
    }

    public int monthStarts(Session session) {
        return month.day(session);
    }

    public ZoneId zone(Session session) {
        return times.zone(session);
    }

    private List<NamedPeriod> asked() {
        List<NamedPeriod> asked = new ArrayList<>();
        for (int i = 0; i < NAMED.length; i++) {
            if (NAMED[i] == fixed || named.get(i).isGiven()) {
                asked.add(NAMED[i]);
            }
        }
        return asked;
    }
}
