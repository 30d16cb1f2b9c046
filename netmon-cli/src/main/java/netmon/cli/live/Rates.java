package netmon.cli.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import netmon.cli.options.SortOrder;
import netmon.model.Traffic;

/** What things of one kind moved of late: a row each for the live screen. */
final class Rates {
    /** A second alone jumps; the mean of this many is calm, and still now. */
    private static final int NOW_SECONDS = 3;

    /** Things that are kept; connections come and go. One takes 5 KB. */
    private static final int MOST_THINGS = 2_000;

    /**
     * A thing and what it moves.
     *
     * @param now bytes a second
     * @param estimated whether any of what it moved last was not measured
     */
    record RateRow(RateKey thing, Traffic now, Traffic recent, SecondSeries series, boolean estimated) {}

    private static final class KeptRate {
        final SecondSeries series = new SecondSeries();
        boolean estimated;
    }

    /** In the order of their last bytes. */
    private final Map<RateKey, KeptRate> things = new LinkedHashMap<>(16, 0.75f, true);

    private final SecondSeries total = new SecondSeries();

    /** The first second of which anything is known. */
    private long begin = Long.MAX_VALUE;

    /**
     * Adds what a thing moved in the seconds until this one.
     *
     * @param counts whether it is part of the total
     */
    void add(long second, long span, RateKey thing, Traffic traffic, boolean counts, boolean estimated) {
        KeptRate kept = things.computeIfAbsent(thing, key -> new KeptRate());
        kept.series.add(second, span, traffic);
        kept.estimated = estimated;
        begin = Math.min(begin, second - span + 1);
        if (counts) {
            total.add(second, span, traffic);
        }
        if (things.size() > MOST_THINGS) {
            Iterator<RateKey> eldest = things.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** All things together, those that do not count left out. */
    RateRow total(long second) {
        return new RateRow(new RateKey("Total", ""), rate(total, second), Traffic.NONE, total, false);
    }

    private Traffic rate(SecondSeries series, long second) {
        return series.rate(Math.max(second - NOW_SECONDS + 1, Math.min(begin, second)), second);
    }

    /** Those that moved anything in what is held, and whose name or detail has these letters, in this order. */
    List<RateRow> rows(long second, String filter, SortOrder order) {
        things.values().removeIf(each -> each.series.isOver(second - SecondSeries.SECONDS));
        String letters = filter.toLowerCase(Locale.ROOT);
        List<RateRow> rows = new ArrayList<>();
        things.forEach((thing, kept) -> {
            if (thing.matches(letters)) {
                Traffic now = rate(kept.series, second);
                Traffic recent = kept.series.sum(second - SecondSeries.SECONDS, second);
                rows.add(new RateRow(thing, now, recent, kept.series, kept.estimated));
            }
        });
        rows.sort(order.of(each -> each.thing().name() + '\0' + each.thing().detail(), RateRow::recent));
        if (order != SortOrder.NAME) {
            // What is still now follows in the order of what it moved before.
            rows.sort(order.of(each -> "", RateRow::now));
        }
        return rows;
    }
}
