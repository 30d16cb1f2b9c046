package netmon.cli.history;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Timestamps;
import netmon.model.Traffic;

/** A history, for programs. */
final class HistoryExport {
    private final HistoryReport report;
    private final PrintWriter out;
    private final ZoneId zone;

    HistoryExport(HistoryReport report, PrintWriter out, ZoneId zone) {
        this.report = report;
        this.out = out;
        this.zone = zone;
    }

    void json() {
        JsonOutput.print(out, zone, "history", json -> {
            json.period(report.period());
            json.text("by", report.by().toString());
            if (report.app() == null) {
                json.nothing("application");
            } else {
                json.text("application", report.app());
            }
            buckets(json, "buckets", report.buckets());
            buckets(json, "running", report.running());
        });
    }

    private static void buckets(JsonOutput json, String name, List<Bucket> buckets) throws IOException {
        json.list(name, list -> {
            for (Bucket each : buckets) {
                list.item(item -> bucket(item, each));
            }
        });
    }

    private static void bucket(JsonOutput json, Bucket bucket) throws IOException {
        json.text("label", bucket.label());
        json.time("from", bucket.from());
        json.time("to", bucket.to());
        json.traffic(bucket.traffic());
        json.flag("cut", bucket.cut());
        json.number("missing_seconds", bucket.missing());
        if (bucket.isRunning()) {
            json.number("expected_total", bucket.expected());
        } else {
            json.nothing("expected_total");
        }
    }

    void csv() {
        CsvWriter csv = new CsvWriter(out, "from", "to", "received", "sent", "total", "missing_seconds", "cut");
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

    /** A column a bucket, and the sum. */
    void oneLine(AmountFormat bytes, BarChart bar) {
        long sum = report.buckets().stream()
                .mapToLong(each -> each.traffic().total())
                .sum();
        out.print(bar.line(report.buckets().stream()
                        .map(each -> each.traffic().total())
                        .toList())
                + " " + bytes.of(sum) + "\n");
    }

    private String iso(long second) {
        return Timestamps.iso(second, zone);
    }
}
