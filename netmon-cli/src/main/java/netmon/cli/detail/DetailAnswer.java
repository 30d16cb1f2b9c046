package netmon.cli.detail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.DetailGrouping;
import netmon.model.DetailSum;
import netmon.model.Traffic;

/**
 * The bytes by process, destination and so on.
 *
 * @param hosts finds the names of addresses
 * @param chart draws the bars on a terminal
 */
public record DetailAnswer(DetailReport report, HostNames hosts, BarChart chart) implements Answer {
    private static final int RULE = 72;
    private static final List<Column> AMOUNTS = List.of(
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3),
            new Column("Share", "Share", 0, Table.OPTIONAL));

    public static final String UNKNOWN = "(unknown)";
    public static final String NOT_RECORDED = "(not recorded)";

    /** The name of the row, in CSV, of the parts that have none. */
    public static final String OTHERS = "(others)";

    @Override
    public String command() {
        return "stats detail";
    }

    @Override
    public void text(Page page) {
        String apps = report.question().apps().isEmpty()
                ? ""
                : TextCell.brief(String.join(", ", report.question().apps())) + ", ";
        String only = report.question().only() == null ? "" : report.question().only() + " only, ";
        page.heading("Stats by " + by() + " (" + apps + only + page.title(report.period()) + ")");
        page.blank();
        table(page).print(page);
        if (!report.notRecorded().isNone()) {
            page.blank();
            page.line(NOT_RECORDED + ": no detail is stored of these bytes, or not yet (up to 10 s)");
        }
    }

    private Table table(Page page) {
        List<Column> columns = new ArrayList<>(List.of(new Column(capitalised(by()), capitalised(by()), 30, 4)));
        columns.addAll(AMOUNTS);
        Table table = new Table(RULE, columns, chart);
        for (DetailSum each : report.rows()) {
            table.row(
                    cells(page.bytes(), name(each), each.traffic()),
                    each.traffic().total());
        }
        if (!report.rest().isNone()) {
            String count = report.others() == 0 ? "" : report.others() + " ";
            table.row(cells(page.bytes(), "(" + count + "others)", report.rest()));
        }
        table.rule();
        Traffic unknown = report.unknown();
        if (!unknown.isNone()) {
            table.row(cells(page.bytes(), UNKNOWN, unknown));
        }
        if (!report.notRecorded().isNone()) {
            table.row(cells(page.bytes(), NOT_RECORDED, report.notRecorded()));
        }
        return table.row(cells(page.bytes(), "Total", report.total()));
    }

    private String name(DetailSum row) {
        boolean isAddress = report.question().by() == DetailGrouping.DESTINATION;
        return TextCell.name(isAddress ? hosts.labelled(row.name()) : row.name());
    }

    /** The name of a destination; empty where it is not known, and of other rows. */
    private static String host(DetailReport report, HostNames hosts, DetailSum row) {
        return report.question().by() == DetailGrouping.DESTINATION ? hosts.of(row.name()) : "";
    }

    private List<String> cells(AmountFormat bytes, String name, Traffic traffic) {
        return List.of(
                name,
                bytes.of(traffic.received()),
                bytes.of(traffic.sent()),
                bytes.of(traffic.total()),
                name.equals("Total")
                        ? ""
                        : Accuracy.share(traffic.total(), report.total().total()));
    }

    private String by() {
        return report.question().by().toString();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(report.period());
        json.text("by", by());
        json.texts("applications", report.question().apps());
        json.text(
                "only",
                report.question().only() == null
                        ? null
                        : report.question().only().word());
        rows(json, "rows", report, hosts);
        json.traffic("total", report.total());
    }

    /** Writes the parts, which add up to the total. */
    public static void rows(JsonOutput json, String name, DetailReport report, HostNames hosts) throws IOException {
        json.list(name, report.rows(), (item, each) -> {
            item.text("name", each.name());
            String host = host(report, hosts, each);
            item.text("host", host.isEmpty() ? null : host);
            item.traffic(each.traffic());
        });
        json.object("others", others -> {
            others.number("count", report.others());
            others.traffic(report.rest());
        });
        json.traffic("unattributed", report.unattributed());
        json.traffic("not_recorded", report.notRecorded());
    }

    /** No row has the total, so that each column can be summed. */
    @Override
    public void csv(CsvWriter csv) {
        csv.row(by(), "host", "received", "sent", "total");
        rows(
                report,
                hosts,
                (name, host, traffic) -> csv.row(name, host, traffic.received(), traffic.sent(), traffic.total()));
    }

    /** Passes on each part of the total that has bytes, with the name of its host. */
    public static void rows(DetailReport report, HostNames hosts, PartReceiver out) {
        report.rows().forEach(each -> out.part(each.name(), host(report, hosts, each), each.traffic()));
        Map<String, Traffic> nameless = new LinkedHashMap<>();
        nameless.put(OTHERS, report.rest());
        nameless.put(UNKNOWN, report.unknown());
        nameless.put(NOT_RECORDED, report.notRecorded());
        nameless.forEach((name, traffic) -> {
            if (!traffic.isNone()) {
                out.part(name, "", traffic);
            }
        });
    }

    /** Receives the parts of an answer, one after the other. */
    @FunctionalInterface
    public interface PartReceiver {
        void part(String name, String host, Traffic traffic);
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        String first = report.rows().isEmpty()
                ? ""
                : "; " + TextCell.brief(report.rows().get(0).name()) + " "
                        + bytes.of(report.rows().get(0).traffic().total());
        return bytes.downAndUp(report.total()) + first;
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }
}
