package netmon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import netmon.model.Traffic;

/** A history, for programs. */
final class HistoryData {
    private final HistoryReport report;
    private final PrintWriter out;
    private final ZoneId zone;

    HistoryData(HistoryReport report, PrintWriter out, ZoneId zone) {
        this.report = report;
        this.out = out;
        this.zone = zone;
    }

    void json() {
        Json.print(out, zone, "history", json -> {
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

    private static void buckets(Json json, String name, List<Bucket> buckets) throws IOException {
        json.list(name, list -> {
            for (Bucket each : buckets) {
                list.item(item -> bucket(item, each));
            }
        });
    }

    private static void bucket(Json json, Bucket bucket) throws IOException {
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
        Csv csv = new Csv(out, "from", "to", "received", "sent", "total", "missing_seconds", "cut");
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
    void oneLine(Bytes bytes, Bar bar) {
        long sum = report.buckets().stream()
                .mapToLong(each -> each.traffic().total())
                .sum();
        out.print(bar.line(report.buckets().stream()
                        .map(each -> each.traffic().total())
                        .toList())
                + " " + bytes.of(sum) + "\n");
    }

    private String iso(long second) {
        return Moments.iso(second, zone);
    }
}
