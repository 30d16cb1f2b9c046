package netmon.cli.stats;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.OneLine;
import netmon.cli.text.TextCell;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

/** What applications moved, for programs. */
final class AppsExport {
    private final AppsReport report;
    private final PrintWriter out;

    AppsExport(AppsReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void json(ZoneId zone) {
        JsonOutput.print(out, zone, "stats apps", json -> {
            json.period(report.period());
            json.list("applications", list -> {
                for (AppTraffic each : report.apps()) {
                    list.item(item -> {
                        item.text("application", each.app());
                        numbers(item, each);
                    });
                }
            });
            json.object("others", others -> {
                others.number("count", report.others());
                numbers(others, report.rest());
            });
            json.object("unattributed", object -> object.traffic(report.unattributed()));
            json.object("total", object -> object.traffic(report.total()));
            json.gaps(report.gaps());
        });
    }

    private static void numbers(JsonOutput json, AppTraffic app) throws IOException {
        json.traffic(app.traffic());
        long estimated = app.estimated().total();
        json.number("measured", app.traffic().total() - estimated);
        json.number("estimated", estimated);
    }

    /** A line an application, and one for what has no owner; without a total, so that columns can be summed up. */
    void csv() {
        CsvWriter csv = new CsvWriter(out, "application", "received", "sent", "total", "measured", "estimated");
        for (AppTraffic each : report.apps()) {
            Traffic traffic = each.traffic();
            long estimated = each.estimated().total();
            csv.row(
                    each.app(),
                    traffic.received(),
                    traffic.sent(),
                    traffic.total(),
                    traffic.total() - estimated,
                    estimated);
        }
        Traffic rest = report.unattributed();
        if (!rest.isNone()) {
            csv.row(App.UNATTRIBUTED, rest.received(), rest.sent(), rest.total(), 0L, 0L);
        }
    }

    /** The total, and who has the most of it. */
    void oneLine(AmountFormat bytes) {
        List<AppTraffic> apps = report.apps();
        String first = apps.isEmpty()
                ? ""
                : "; " + TextCell.brief(apps.get(0).app()) + " "
                        + bytes.of(apps.get(0).traffic().total());
        out.print(OneLine.of(report.total(), bytes) + first + "\n");
    }
}
