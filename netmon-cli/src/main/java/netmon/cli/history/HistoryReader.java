package netmon.cli.history;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.detail.DetailReport;
import netmon.cli.options.SortOrder;
import netmon.model.AppTraffic;
import netmon.model.DetailQuestion;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** Reads the traffic of periods, and how much of them netmon measured. */
final class HistoryReader {
    private final TrafficReader store;
    private final @Nullable String app;
    private final @Nullable String networkInterface;
    private final @Nullable DetailQuestion question;
    private final int most;
    private final long first;
    private final long now;

    /**
     * @param app the application, in upper or lower case; null for all counted interfaces
     * @param networkInterface only this interface; null for all
     * @param question what else divides or restricts the bytes; null for nothing
     * @param most the most parts of a bucket; 0 if the bytes are only restricted
     * @param now epoch seconds
     */
    HistoryReader(
            TrafficReader store,
            @Nullable String app,
            @Nullable String networkInterface,
            @Nullable DetailQuestion question,
            int most,
            long now)
            throws StoreException {
        this.store = store;
        this.app = app;
        this.networkInterface = networkInterface;
        this.question = question;
        this.most = most;
        this.now = now;
        Long known = store.firstTimestamp();
        this.first = known == null ? now : known;
    }

    /**
     * Reads a bucket for each part.
     *
     * @param parts in chronological order
     * @param buckets the division that made the parts
     */
    List<Bucket> read(List<Period> parts, CalendarBuckets buckets) throws StoreException {
        List<Bucket> read = new ArrayList<>();
        if (parts.isEmpty()) {
            return read;
        }
        Period whole =
                new Period(parts.get(0).from(), parts.get(parts.size() - 1).to(), "");
        List<Gap> gaps = store.gaps(whole);
        for (Period each : parts) {
            long passed = Math.max(0, Math.min(each.to(), now + 1) - each.from());
            long missing = Math.min(passed, missing(each, gaps));
            boolean cut = buckets.isCut(each);
            DetailReport detail = question == null
                    ? null
                    : DetailReport.read(store, each, question, Math.max(1, most), SortOrder.TOTAL);
            AppTraffic sum = detail == null ? traffic(each) : new AppTraffic("", detail.total(), Traffic.NONE);
            DetailReport divided = most == 0 ? null : detail;
            read.add(new Bucket(
                    each.from(),
                    each.to(),
                    each.label(),
                    sum.traffic(),
                    sum.estimated(),
                    missing,
                    passed,
                    cut,
                    divided));
        }
        return read;
    }

    private AppTraffic traffic(Period part) throws StoreException {
        if (app == null) {
            return new AppTraffic("", networkInterface == null ? store.counted(part) : ofInterface(part), Traffic.NONE);
        }
        AppTraffic sum = new AppTraffic(app, Traffic.NONE, Traffic.NONE);
        for (AppTraffic each : store.apps(part)) {
            if (each.app().equalsIgnoreCase(app)) {
                sum = sum.plus(each);
            }
        }
        return sum;
    }

    /** Its bytes, also while it does not count. */
    private Traffic ofInterface(Period part) throws StoreException {
        Traffic sum = Traffic.NONE;
        for (InterfaceTotal each : store.interfaces(part)) {
            if (each.name().equals(networkInterface)) {
                sum = sum.plus(each.counted()).plus(each.uncounted());
            }
        }
        return sum;
    }

    private long missing(Period part, List<Gap> gaps) {
        long missing = overlap(part, Long.MIN_VALUE, first);
        for (Gap each : gaps) {
            if (each.kind() == Gap.Kind.NOT_RUNNING) {
                missing += overlap(part, Math.max(first, each.from()), each.to());
            }
        }
        return missing;
    }

    private static long overlap(Period part, long from, long to) {
        return Math.max(0, Math.min(part.to(), to) - Math.max(part.from(), from));
    }
}
