package netmon.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import netmon.cli.detail.HostNames;
import netmon.cli.report.ChartSeries.SeriesBuilder;
import netmon.cli.report.ReportData.DetailTable;
import netmon.cli.report.ReportData.LimitUse;
import netmon.cli.session.Session;
import netmon.model.Alert;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.Direction;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.ScaledAmount;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** Reads a report from the store. */
final class ReportReader {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final int DAYS_OF_WEEK = 7;
    private static final int HOURS_OF_DAY = 24;
    private static final int MOST_DETAIL = 100;

    private final TrafficReader store;
    private final Session session;
    private final ZoneId zone;
    private final @Nullable String app;

    /** @param app the only application, in upper or lower case; null for all */
    ReportReader(TrafficReader store, Session session, ZoneId zone, @Nullable String app) {
        this.store = store;
        this.session = session;
        this.zone = zone;
        this.app = app;
    }

    /** Reads the period as far as it is past and has data. */
    ReportData read(Period asked) throws StoreException {
        long now = session.now().getEpochSecond();
        @Nullable Long first = store.firstTimestamp();
        long from = first == null ? asked.from() : Math.max(asked.from(), midnight(first));
        Period period = new Period(from, Math.max(from, Math.min(asked.to(), now + 1)), asked.label());
        List<AppTraffic> apps = new ArrayList<>(own(store.apps(period)));
        apps.sort(Comparator.comparingLong((AppTraffic each) -> -each.traffic().total())
                .thenComparing(AppTraffic::app));
        List<Gap> gaps = store.gaps(period);
        return new ReportData(
                host(),
                period,
                zone,
                app,
                apps,
                sum(apps),
                before(period, first),
                covered(period, first, gaps),
                app == null ? store.interfaces(period) : List.of(),
                store.peaks(period),
                gaps,
                apps.isEmpty() ? List.of() : charts(period),
                hours(period),
                details(period),
                limits());
    }

    private long midnight(long second) {
        ZonedDateTime time = Instant.ofEpochSecond(second).atZone(zone);
        return CalendarUnit.DAY.begin(time, 1).toEpochSecond();
    }

    private List<AppTraffic> own(List<AppTraffic> apps) {
        return apps.stream().filter(each -> isOwn(each.app())).toList();
    }

    private boolean isOwn(String name) {
        return app == null || name.equalsIgnoreCase(app);
    }

    private static Traffic sum(List<AppTraffic> apps) {
        return apps.stream().map(AppTraffic::traffic).reduce(Traffic.NONE, Traffic::plus);
    }

    private @Nullable Traffic before(Period period, @Nullable Long first) throws StoreException {
        long start = period.from() - (period.to() - period.from());
        if (first == null || start < first) {
            return null;
        }
        return sum(own(store.apps(store.rounded(new Period(start, period.from(), "")))));
    }

    private static long covered(Period period, @Nullable Long first, List<Gap> gaps) {
        long from = Math.max(period.from(), first == null ? period.to() : first);
        long covered = Math.max(0, period.to() - from);
        for (Gap each : gaps) {
            if (each.kind() == Gap.Kind.NOT_RUNNING) {
                covered -= Math.max(0, Math.min(each.to(), period.to()) - Math.max(each.from(), from));
            }
        }
        return Math.max(0, covered);
    }

    private List<ChartSeries> charts(Period period) throws StoreException {
        List<ChartRange> ranges = ChartRange.of(period, zone);
        List<ChartSeries> charts = new ArrayList<>();
        List<String> colours = List.of();
        for (ChartRange each : ranges) {
            SeriesBuilder builder = new SeriesBuilder(each.edges());
            fill(builder, each);
            colours = charts.isEmpty() ? builder.largest() : colours;
            charts.add(builder.series(each.title(), colours));
        }
        return charts;
    }

    /** Days are read from their stored sums; shorter buckets are summed from the rows. */
    private void fill(SeriesBuilder builder, ChartRange range) throws StoreException {
        if (range.isByDay()) {
            for (int i = 0; i < range.edges().size() - 1; i++) {
                long end = Math.min(range.edges().get(i + 1), range.period().to());
                Period part = new Period(range.edges().get(i), end, "");
                for (AppTraffic each : own(store.apps(part))) {
                    builder.add(i, each.app(), each.traffic());
                }
            }
            return;
        }
        for (WrittenRow each : store.appsByQuarter(range.period())) {
            if (isOwn(each.name())) {
                builder.add(range.bucket(each.at()), each.name(), each.traffic());
            }
        }
    }

    private List<List<Long>> hours(Period period) throws StoreException {
        long[][] hours = new long[DAYS_OF_WEEK][HOURS_OF_DAY];
        for (WrittenRow each : app == null ? store.totalsByQuarter(period) : store.appsByQuarter(period)) {
            if (app == null || isOwn(each.name())) {
                ZonedDateTime time = Instant.ofEpochSecond(each.at()).atZone(zone);
                hours[time.getDayOfWeek().getValue() - 1][time.getHour()] +=
                        each.traffic().total();
            }
        }
        List<List<Long>> rows = new ArrayList<>();
        for (long[] each : hours) {
            rows.add(Arrays.stream(each).boxed().toList());
        }
        return rows;
    }

    private List<DetailTable> details(Period period) throws StoreException {
        List<DetailTable> tables = new ArrayList<>();
        if (!store.hasDetail()) {
            return tables;
        }
        HostNames hosts = HostNames.of(store);
        Period rounded = store.roundedToDetail(period);
        for (DetailGrouping each : List.of(
                DetailGrouping.PROCESS, DetailGrouping.DESTINATION, DetailGrouping.PORT, DetailGrouping.NETWORK)) {
            DetailQuestion question = new DetailQuestion(each, app == null ? List.of() : List.of(app), null);
            List<DetailSum> sums = new ArrayList<>(store.detail(rounded, question.first(MOST_DETAIL, Direction.TOTAL)));
            sums.removeIf(row -> row.kind() != DetailSum.PartKind.KNOWN);
            if (each == DetailGrouping.DESTINATION) {
                sums.replaceAll(row -> new DetailSum(hosts.labelled(row.name()), row.kind(), row.traffic()));
            }
            sums.sort(Comparator.comparingLong(row -> -row.traffic().total()));
            if (!sums.isEmpty()) {
                tables.add(new DetailTable(each.toString(), sums.subList(0, Math.min(MOST_DETAIL, sums.size()))));
            }
        }
        return tables;
    }

    /** The limits with what counts against them in their present periods. */
    private List<LimitUse> limits() throws StoreException {
        List<LimitUse> uses = new ArrayList<>();
        for (Alert each : store.alerts()) {
            boolean isShown = app == null || each.app().equalsIgnoreCase(app);
            if (isShown && each.scope() != Alert.Scope.ANY && !each.scope().isFirstSight()) {
                Period present = each.per().around(session.now(), zone, each.monthStarts());
                long used =
                        each.usages(store.apps(store.rounded(present))).get(0).bytes();
                String who = each.app().isEmpty() ? "All applications" : each.app();
                String most =
                        ScaledAmount.bytes(each.limit()) + " a " + each.per().word();
                uses.add(
                        new LimitUse(who + ", " + most + ", " + each.direction().word(), used, each.limit()));
            }
        }
        return uses;
    }

    /** The name of this machine as the system or the shell tells it; no server is asked. */
    private String host() {
        try {
            if (Files.isReadable(HOST)) {
                return Files.readString(HOST, StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            return "this machine";
        }
        String shell = session.variable("HOSTNAME");
        return shell.isEmpty() ? "this machine" : shell;
    }
}
