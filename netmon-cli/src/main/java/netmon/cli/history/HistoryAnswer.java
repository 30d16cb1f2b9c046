package netmon.cli.history;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import netmon.cli.detail.DetailAnswer;
import netmon.cli.detail.HostNames;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.model.DetailGrouping;
import netmon.model.Traffic;

/**
 * A history.
 *
 * @param chart draws its bars
 * @param zone of times in CSV
 * @param hosts finds the names of addresses
 */
record HistoryAnswer(HistoryReport report, BarChart chart, ZoneId zone, HostNames hosts) implements Answer {
    @Override
    public String command() {
        return "history";
    }

    @Override
    public void text(Page page) {
        if (report.dividedBy() == null) {
            new HistoryTable(report, page, chart).print();
        } else {
            new HistoryPartsTable(report, page, hosts).print();
        }
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(report.period());
        json.text("by", report.by().toString());
        json.text("application", report.app());
        if (report.question() != null) {
            json.text(
                    "divided_by",
                    report.dividedBy() == null ? null : report.dividedBy().toString());
            json.text("only", report.only() == null ? null : report.only().word());
        }
        json.list("buckets", report.buckets(), this::bucket);
        json.list("running", report.running(), this::bucket);
    }

    private void bucket(JsonOutput json, Bucket bucket) throws IOException {
        json.text("label", bucket.label());
        json.time("from", bucket.from());
        json.time("to", bucket.to());
        json.traffic(bucket.traffic());
        json.flag("cut", bucket.cut());
        json.number("missing_seconds", bucket.missing());
        json.number("expected_total", bucket.isRunning() ? bucket.expected() : null);
        if (bucket.parts() != null) {
            DetailAnswer.rows(json, "parts", bucket.parts(), hosts);
        }
    }

    @Override
    public void csv(CsvWriter csv) {
        if (report.dividedBy() != null) {
            csv(csv, report.dividedBy());
            return;
        }
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

    /** A row for each part of each bucket; no row has a total, so that each column can be summed. */
    private void csv(CsvWriter csv, DetailGrouping by) {
        csv.row("from", "to", by, "host", "received", "sent", "total");
        for (Bucket bucket : report.buckets()) {
            String from = iso(bucket.from());
            String to = iso(bucket.to());
            DetailAnswer.rows(
                    Objects.requireNonNull(bucket.parts()),
                    hosts,
                    (name, host, bytes) ->
                            csv.row(from, to, name, host, bytes.received(), bytes.sent(), bytes.total()));
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
