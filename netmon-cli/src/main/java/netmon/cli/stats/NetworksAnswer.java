package netmon.cli.stats;

import java.io.IOException;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.NetworkLabel.LabelKind;
import netmon.model.NetworkTotal;
import netmon.model.Period;
import netmon.model.Traffic;

/**
 * The bytes of each network. The rows and the others add up to the total, which is that of the counted interfaces.
 *
 * @param networks in the requested order
 * @param others how many rows {@code --top} leaves out
 * @param chart draws the bars on a terminal
 */
record NetworksAnswer(
        Period period, List<NetworkTotal> networks, int others, Traffic rest, Traffic total, BarChart chart)
        implements Answer {
    private static final int RULE = 79;
    private static final String UNKNOWN = "(unknown)";
    private static final List<Column> COLUMNS = List.of(
            new Column("Network", "Network", 24, 5),
            new Column("Interface", "On", 10, 0),
            new Column("Downloaded", "Down", 13, 1),
            new Column("Uploaded", "Up", 13, 2),
            new Column("Total", "Total", 13, 3));

    static NetworksAnswer of(Period period, List<NetworkTotal> sorted, int most, BarChart chart) {
        int shown = Math.min(most, sorted.size());
        Traffic rest = sum(sorted.subList(shown, sorted.size()));
        return new NetworksAnswer(
                period, List.copyOf(sorted.subList(0, shown)), sorted.size() - shown, rest, sum(sorted), chart);
    }

    private static Traffic sum(List<NetworkTotal> totals) {
        Traffic sum = Traffic.NONE;
        for (NetworkTotal each : totals) {
            sum = sum.plus(each.traffic());
        }
        return sum;
    }

    /** The name of a network for people. */
    static String name(NetworkTotal total) {
        return switch (total.network().kind()) {
            case WIFI -> TextCell.name(total.network().name());
            case ROUTER -> "router " + total.network().name();
            case NONE -> UNKNOWN;
        };
    }

    @Override
    public String command() {
        return "stats networks";
    }

    @Override
    public void text(Page page) {
        page.heading("Stats by network (" + page.title(period) + ")");
        page.blank();
        Table table = new Table(RULE, COLUMNS, chart);
        for (NetworkTotal each : networks) {
            table.row(
                    cells(page, name(each), each.networkInterface(), each.traffic()),
                    each.traffic().total());
        }
        if (others > 0) {
            table.row(cells(page, "(" + others + " others)", "", rest));
        }
        table.rule().row(cells(page, "Total", "", total)).print(page);
        if (networks.stream().anyMatch(each -> each.network().kind() == LabelKind.NONE)) {
            page.blank();
            page.line(UNKNOWN + ": the system named no network at that time");
        }
    }

    private static List<String> cells(Page page, String name, String networkInterface, Traffic traffic) {
        return List.of(
                name,
                networkInterface,
                page.bytes().of(traffic.received()),
                page.bytes().of(traffic.sent()),
                page.bytes().of(traffic.total()));
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(period);
        json.list("networks", networks, (item, each) -> {
            boolean isKnown = each.network().kind() != LabelKind.NONE;
            item.text("kind", isKnown ? each.network().kind().word() : null);
            item.text("name", isKnown ? each.network().name() : null);
            item.text("interface", each.networkInterface());
            item.traffic(each.traffic());
        });
        json.object("others", item -> {
            item.number("count", others);
            item.traffic(rest);
        });
        json.traffic("total", total);
    }

    /** No row has the total, so that each column can be summed. */
    @Override
    public void csv(CsvWriter csv) {
        csv.row("kind", "network", "interface", "received", "sent", "total");
        for (NetworkTotal each : networks) {
            row(csv, each.network().kind().word(), each.network().name(), each.networkInterface(), each.traffic());
        }
        if (others > 0) {
            row(csv, "", AppsAnswer.OTHERS, "", rest);
        }
    }

    private static void row(CsvWriter csv, String kind, String name, String networkInterface, Traffic traffic) {
        csv.row(kind, name, networkInterface, traffic.received(), traffic.sent(), traffic.total());
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        return networks.isEmpty()
                ? bytes.downAndUp(total)
                : name(networks.get(0)) + " "
                        + bytes.of(networks.get(0).traffic().total());
    }

    @Override
    public boolean isEmpty() {
        return total.isNone();
    }
}
