package netmon.cli.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import netmon.cli.options.SortOrder;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** The recent bytes of all applications, interfaces, processes or connections: the rows of one view. */
final class Rates {
    /** Seconds over which a rate is averaged: the rate of a single second varies too much. */
    private static final int NOW_SECONDS = 3;

    /** After this many seconds without bytes a row leaves the table; its sparkline is kept for its return. */
    private static final int IDLE_SECONDS = 30;

    /** Limit of kept rows, because connections come and go; one takes 5 KB. */
    private static final int MAX_ROWS = 2_000;

    /**
     * A row with its present rate.
     *
     * @param now bytes a second
     * @param recent bytes in all seconds that are kept
     * @param estimated the part of the present rate that was not measured
     */
    record RateRow(RateKey key, Traffic now, Traffic recent, SecondSeries series, Traffic estimated) {}

    private static final class KeptRate {
        final SecondSeries series = new SecondSeries();

        /** The part that was not measured; made when the first such bytes come. */
        @Nullable
        SecondSeries estimated;

        void add(long second, long span, Traffic traffic, Traffic guess) {
            series.add(second, span, traffic);
            if (estimated == null && !guess.isNone()) {
                estimated = new SecondSeries();
            }
            if (estimated != null) {
                estimated.add(second, span, guess);
            }
        }
    }

    private static final KeptRate NOTHING = new KeptRate();

    /** The rows, in the order of their last bytes. */
    private final Map<RateKey, KeptRate> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final SecondSeries total = new SecondSeries();

    /** The first second with data since the last gap. */
    private long start = Long.MAX_VALUE;

    /**
     * Adds the bytes of a row.
     *
     * @param second the last second in which the bytes moved
     * @param span the number of seconds in which they moved
     * @param counts whether the bytes are part of the total
     * @param estimated the part of the bytes that was not measured
     */
    void add(long second, long span, RateKey key, Traffic traffic, boolean counts, Traffic estimated) {
        kept.computeIfAbsent(key, each -> new KeptRate()).add(second, span, traffic, estimated);
        start = Math.min(start, second - span + 1);
        if (counts) {
            total.add(second, span, traffic);
        }
        if (kept.size() > MAX_ROWS) {
            Iterator<RateKey> eldest = kept.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** Rates do not cover the seconds before this one: their bytes are not known second by second. */
    void restart(long second) {
        start = second;
    }

    /** The sum of all rows that count. */
    RateRow total(long second) {
        return new RateRow(new RateKey("Total", ""), rate(total, second), Traffic.NONE, total, Traffic.NONE);
    }

    private Traffic rate(SecondSeries series, long second) {
        return series.rate(Math.max(second - NOW_SECONDS + 1, Math.min(start, second)), second);
    }

    /** The present rate of one row; of a row that is not kept, none. */
    RateRow row(RateKey key, long second) {
        KeptRate rate = kept.getOrDefault(key, NOTHING);
        return row(key, rate, second);
    }

    private RateRow row(RateKey key, KeptRate rate, long second) {
        Traffic recent = rate.series.sum(second - SecondSeries.SECONDS, second);
        Traffic estimated = rate.estimated == null ? Traffic.NONE : rate(rate.estimated, second);
        return new RateRow(key, rate(rate.series, second), recent, rate.series, estimated);
    }

    /** The rows with recent bytes that match the filter, sorted. */
    List<RateRow> rows(long second, String filter, SortOrder order) {
        kept.values().removeIf(each -> each.series.isOver(second - SecondSeries.SECONDS));
        String letters = filter.toLowerCase(Locale.ROOT);
        List<RateRow> rows = new ArrayList<>();
        kept.forEach((key, rate) -> {
            if (key.matches(letters) && !rate.series.isOver(second - IDLE_SECONDS)) {
                rows.add(row(key, rate, second));
            }
        });
        rows.sort(order.of(each -> each.key().name() + '\0' + each.key().detail(), RateRow::recent));
        if (order != SortOrder.NAME) {
            // The sort is stable: rows without a present rate stay in the order of their recent bytes.
            rows.sort(order.of(each -> "", RateRow::now));
        }
        return rows;
    }
}
