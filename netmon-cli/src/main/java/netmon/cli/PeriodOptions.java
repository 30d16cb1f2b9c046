package netmon.cli;

import java.util.Arrays;
import java.util.List;
import netmon.model.Period;
import picocli.CommandLine.Option;

/** The options that say which time is asked about. */
final class PeriodOptions {
    @Option(names = "--today", description = "Since midnight; this is what is shown without any of these.")
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

    /** The one period that was asked for; {@link Span#TODAY} if none was. */
    Period period(Session session) {
        List<Span> asked = Arrays.stream(Span.values()).filter(this::isAsked).toList();
        if (asked.size() > 1) {
            throw new UsageException("only one period can be asked about");
        }
        return new Periods(session.now(), session.zone(), 1).of(asked.isEmpty() ? Span.TODAY : asked.get(0));
    }

    private boolean isAsked(Span span) {
        return switch (span) {
            case TODAY -> today;
            case YESTERDAY -> yesterday;
            case WEEK -> week;
            case MONTH -> month;
            case YEAR -> year;
            case ALL -> all;
        };
    }
}
