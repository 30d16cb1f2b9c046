package netmon.cli.options;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which time is asked about. */
public final class PeriodOptions implements FastOptions {
    private final @Nullable NamedPeriod fixed;

    @Option(names = "--today", description = "Since midnight; this is shown without any of these.")
    private boolean today;

    @Option(names = "--yesterday", description = "The day before.")
    private boolean yesterday;

    @Option(names = "--week", description = "This week, which began on Monday.")
    private boolean week;

    @Option(names = "--month", description = "This month.")
    private boolean month;

    @Option(names = "--year", description = "This year.")
    private boolean year;

    @Option(names = "--all", description = "All that is known.")
    private boolean all;

    @Option(names = "--last", paramLabel = "LENGTH", description = "The time up to now, such as 30m, 6h, 7d or 3mo.")
    private @Nullable String last;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From then on: 2026-11-01, '2026-11-01 14:00', 14:00, yesterday, monday, '6h ago'.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Up to then; a day is meant to its end.")
    private @Nullable String to;

    @Mixin
    private final ZoneOption times = new ZoneOption();

    @Option(
            names = "--month-starts",
            paramLabel = "DAY",
            description = "The day on which a month begins; without it that of netmon.properties, else 1.")
    private @Nullable Integer monthStarts;

    public PeriodOptions() {
        this(null);
    }

    /** @param fixed the period that the command itself names; null where the options do */
    public PeriodOptions(@Nullable NamedPeriod fixed) {
        this.fixed = fixed;
    }

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--today" -> today = true;
            case "--yesterday" -> yesterday = true;
            case "--week" -> week = true;
            case "--month" -> month = true;
            case "--year" -> year = true;
            case "--all" -> all = true;
            default -> {
                return times.set(option);
            }
        }
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--last" -> last = value;
            case "--from" -> from = value;
            case "--to" -> to = value;
            case "--month-starts" -> monthStarts = Integer.valueOf(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The one period that was asked for; {@link NamedPeriod#TODAY} if none was. */
    public Period period(Session session) {
        List<NamedPeriod> spans =
                Arrays.stream(NamedPeriod.values()).filter(this::isAsked).toList();
        boolean isBetween = from != null || to != null;
        if (spans.size() + (last != null ? 1 : 0) + (isBetween ? 1 : 0) > 1) {
            throw new UsageException("only one period can be asked about");
        }
        PeriodParser periods = new PeriodParser(session.now(), zone(session), monthStarts(session));
        if (last != null) {
            return periods.last(last);
        }
        return isBetween ? periods.between(from, to) : periods.of(spans.isEmpty() ? NamedPeriod.TODAY : spans.get(0));
    }

    /** The period as the database keeps it: older times only in steps of a minute and more, which is said then. */
    public Period rounded(Period asked, TrafficReader store, Session session) throws StoreException {
        Period kept = store.rounded(asked);
        // Not by equals: Java makes a record's own at its first use, which takes a sixth of the whole start.
        if (kept.from() != asked.from() || kept.to() != asked.to()) {
            session.err()
                    .println("netmon: that time is kept in coarser steps; this is from " + minute(kept.from(), session)
                            + " to " + minute(kept.to(), session));
        }
        return kept;
    }

    private String minute(long second, Session session) {
        return Instant.ofEpochSecond(second)
                .atZone(zone(session))
                .toLocalDateTime()
                .toString()
                .replace('T', ' ');
    }

    /** Whether a period was asked for at all. */
    public boolean isGiven() {
        return last != null
                || from != null
                || to != null
                || Arrays.stream(NamedPeriod.values()).anyMatch(this::isAsked);
    }

    /** The day on which a month begins. */
    public int monthStarts(Session session) {
        return monthStarts != null ? monthStarts : session.settings().monthStarts();
    }

    /** The zone whose days and times are meant. */
    public ZoneId zone(Session session) {
        return times.zone(session);
    }

    private boolean isAsked(NamedPeriod span) {
        return span == fixed
                || switch (span) {
                    case TODAY -> today;
                    case YESTERDAY -> yesterday;
                    case WEEK -> week;
                    case MONTH -> month;
                    case YEAR -> year;
                    case ALL -> all;
                };
    }
}
