package netmon.cli.history;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.model.Traffic;

/**
 * A history.
 *
 * @param chart draws its bars
 * @param zone of times in CSV
 */
record HistoryAnswer(HistoryReport report, BarChart chart, ZoneId zone) implements Answer {
    @Override
    public String command() {
        return "history";
    }

    @Override
    public void text(Page page) {
        new HistoryTable(report, page, chart).print();
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(report.period());
        json.text("by", report.by().toString());
        json.text("application", report.app());
        json.list("buckets", report.buckets(), HistoryAnswer::bucket);
        json.list("running", report.running(), HistoryAnswer::bucket);
    }

    private static void bucket(JsonOutput json, Bucket bucket) throws IOException {
        json.text("label", bucket.label());
        json.time("from", bucket.from());
        json.time("to", bucket.to());
        json.traffic(bucket.traffic());
        json.flag("cut", bucket.cut());
        json.number("missing_seconds", bucket.missing());
        json.number("expected_total", bucket.isRunning() ? bucket.expected() : null);
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("from", "to", "received", "sent", "total", "missing_seconds", "cut");
        for (Bucket each : report.buckets()) {
            Traffic traffic = each.traffic();
            csv.row(
                    iso(each.from()),
                    iso(each.to()),
                    traffic.received(),
                    traffic.sent(),
                    traffic.total(),
                    each.missing(),
                    each.cut());
        }
    }

    /** A column for each bucket, and the sum. */
    @Override
    public String oneLine(AmountFormat bytes) {
        List<Long> totals =
                report.buckets().stream().map(each -> each.traffic().total()).toList();
        long sum = totals.stream().mapToLong(Long::longValue).sum();
        return chart.line(totals) + " " + bytes.of(sum);
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }

    private String iso(long second) {
        return Timestamps.iso(second, zone);
    }
}
