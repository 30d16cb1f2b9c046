package netmon.cli.stats;

import java.io.IOException;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.TextCell;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

/**
 * The bytes of applications.
 *
 * @param withBasis whether text shows the measured and the estimated share of each row
 */
record AppsAnswer(AppsReport report, boolean withBasis) implements Answer {
    /** The row of the applications that {@code --top} leaves out. */
    static final String OTHERS = "(others)";

    @Override
    public String command() {
        return "stats apps";
    }

    @Override
    public void text(Page page) {
        new AppsTable(report, withBasis, page).print();
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(report.period());
        json.list("applications", report.apps(), (item, each) -> {
            item.text("application", each.app());
            numbers(item, each);
        });
        json.object("others", others -> {
            others.number("count", report.others());
            numbers(others, report.rest());
        });
        json.traffic("unattributed", report.unattributed());
        json.traffic("total", report.total());
        json.gaps(report.gaps());
    }

    private static void numbers(JsonOutput json, AppTraffic app) throws IOException {
        json.traffic(app.traffic());
        long estimated = app.estimated().total();
        json.number("measured", app.traffic().total() - estimated);
        json.number("estimated", estimated);
    }

    /** A row for each application, the others and Unattributed; no row has the total, so each column can be summed. */
    @Override
    public void csv(CsvWriter csv) {
        csv.row("application", "received", "sent", "total", "measured", "estimated");
        for (AppTraffic each : report.apps()) {
            row(csv, each.app(), each);
        }
        if (report.others() > 0) {
            row(csv, OTHERS, report.rest());
        }
        Traffic rest = report.unattributed();
        if (!rest.isNone()) {
            csv.row(App.UNATTRIBUTED, rest.received(), rest.sent(), rest.total(), 0L, 0L);
        }
    }

    private static void row(CsvWriter csv, String name, AppTraffic app) {
        Traffic traffic = app.traffic();
        long estimated = app.estimated().total();
        csv.row(name, traffic.received(), traffic.sent(), traffic.total(), traffic.total() - estimated, estimated);
    }

    /** The total, and the application with the most bytes. */
    @Override
    public String oneLine(AmountFormat bytes) {
        List<AppTraffic> apps = report.apps();
        String first = apps.isEmpty()
                ? ""
                : "; " + TextCell.brief(apps.get(0).app()) + " "
                        + bytes.of(apps.get(0).traffic().total());
        return bytes.downAndUp(report.total()) + first;
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }
}
