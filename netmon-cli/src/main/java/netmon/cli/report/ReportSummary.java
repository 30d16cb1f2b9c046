package netmon.cli.report;

import java.util.List;
import netmon.cli.session.Session;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

/** The report in a few lines. */
record ReportSummary(ReportData data, AmountFormat bytes, Session session) {
    private static final int APPS = 5;
    private static final int HUNDRED = 100;

    void print() {
        String app = data.app() == null ? "" : TextCell.title(data.app()) + ", ";
        session.say("Report (" + app + data.period().label() + "), "
                + Timestamps.text(data.period().from(), data.zone()) + " to "
                + Timestamps.text(data.period().to(), data.zone()));
        session.say(bytes.downAndUp(data.total()) + ", " + bytes.of(data.total().total()) + " in all" + change());
        String busiest = busiest(data, bytes);
        if (!busiest.isEmpty()) {
            session.say("busiest: " + busiest);
        }
        session.say(Accuracy.of(data.apps()).line() + "; recorded "
                + Accuracy.percent(
                        data.covered(), data.period().to() - data.period().from()) + " of the time");
        List<AppTraffic> apps = data.apps();
        for (AppTraffic each : apps.subList(0, Math.min(APPS, data.app() == null ? apps.size() : 0))) {
            session.say("  " + TextCell.title(each.app()) + ": "
                    + bytes.of(each.traffic().total()));
        }
    }

    private String change() {
        String change = change(data);
        return change.isEmpty() ? "" : ", " + change + " than in the same time before";
    }

    /** Such as {@code 12 % more}; empty where there is nothing to compare with. */
    static String change(ReportData data) {
        Traffic before = data.before();
        if (before == null || before.isNone()) {
            return "";
        }
        long now = data.total().total();
        double percent = HUNDRED * Math.abs(now - before.total()) / (double) before.total();
        return Math.round(percent) + " % " + (now < before.total() ? "less" : "more");
    }

    /** The bucket of the first chart with the most bytes; empty if there is no chart. */
    static String busiest(ReportData data, AmountFormat bytes) {
        if (data.charts().isEmpty()) {
            return "";
        }
        ChartSeries chart = data.charts().get(0);
        int most = 0;
        for (int i = 1; i < chart.buckets(); i++) {
            most = chart.sum(i).total() > chart.sum(most).total() ? i : most;
        }
        String start = Timestamps.text(chart.edges().get(most), data.zone());
        boolean isDay = chart.title().endsWith("day") || chart.title().endsWith("week");
        return start.substring(0, start.indexOf(isDay ? ' ' : ':') + (isDay ? 0 : 3)) + ", "
                + bytes.of(chart.sum(most).total());
    }
}
