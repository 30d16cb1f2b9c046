package netmon.cli.report;

import java.time.ZoneId;
import java.util.List;
import netmon.model.AppTraffic;
import netmon.model.DetailSum;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made of.
 *
 * @param host the name of this machine
 * @param period up to now at most
 * @param app the only application; null for all
 * @param apps those with the most bytes first, Unattributed included
 * @param before the total of the period of the same length before; null if netmon did not run then
 * @param covered the seconds of the period in which netmon ran
 * @param charts the first one is of the whole period
 * @param hours the bytes by weekday from Monday on, and by hour
 */
record ReportData(
        String host,
        Period period,
        ZoneId zone,
        @Nullable String app,
        List<AppTraffic> apps,
        Traffic total,
        @Nullable Traffic before,
        long covered,
        List<InterfaceTotal> interfaces,
        Peaks peaks,
        List<Gap> gaps,
        List<ChartSeries> charts,
        List<List<Long>> hours,
        List<DetailTable> details,
        List<LimitUse> limits) {
    /** Stored detail by one grouping, those with the most bytes first. */
    record DetailTable(String title, List<DetailSum> rows) {}

    /** A limit and the bytes that count against it in the present period. */
    record LimitUse(String sentence, long used, long limit) {}

    boolean isEmpty() {
        return total.isNone();
    }
}
