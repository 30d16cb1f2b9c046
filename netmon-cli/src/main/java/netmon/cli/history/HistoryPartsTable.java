package netmon.cli.history;

import java.util.List;
import netmon.cli.detail.DetailAnswer;
import netmon.cli.detail.HostNames;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.DetailGrouping;
import netmon.model.Traffic;

/** A row for each part of each bucket, and below them the sum. */
final class HistoryPartsTable {
    private static final int RULE = 80;

    private final HistoryReport report;
    private final Page page;
    private final HostNames hosts;
    private boolean isRecorded = true;

    /** @param report of which each bucket has parts */
    HistoryPartsTable(HistoryReport report, Page page, HostNames hosts) {
        this.report = report;
        this.page = page;
        this.hosts = hosts;
    }

    void print() {
        DetailGrouping divided = report.dividedBy();
        String by = divided == null ? "" : divided.toString();
        page.heading("History by " + report.by() + " and " + by + " (" + HistoryTable.subject(report)
                + page.title(report.period()) + ")");
        page.blank();
        Table table = new Table(
                RULE,
                List.of(
                        new Column(
                                HistoryTable.capitalised(report.by().toString()),
                                HistoryTable.capitalised(report.by().toString()),
                                16,
                                5),
                        new Column(HistoryTable.capitalised(by), HistoryTable.capitalised(by), 24, 4),
                        new Column("Downloaded", "Down", 12, 1),
                        new Column("Uploaded", "Up", 12, 2),
                        new Column("Total", "Total", 12, 3)));
        Traffic sum = Traffic.NONE;
        for (Bucket each : report.buckets()) {
            sum = sum.plus(each.traffic());
            add(table, each);
        }
        table.rule();
        table.row(cells("Sum", "", sum)).print(page);
        if (!isRecorded) {
            page.blank();
            page.line(DetailAnswer.NOT_RECORDED + ": no detail is stored of these bytes, or only of a longer time");
        }
    }

    private void add(Table table, Bucket bucket) {
        if (bucket.parts() != null) {
            DetailAnswer.rows(bucket.parts(), hosts, (name, host, traffic) -> {
                isRecorded = isRecorded && !name.equals(DetailAnswer.NOT_RECORDED);
                String shown = host.isEmpty() ? name : host + " (" + name + ")";
                table.row(cells(bucket.label(), TextCell.name(shown), traffic));
            });
        }
    }

    private List<String> cells(String label, String name, Traffic traffic) {
        return List.of(
                label,
                name,
                page.bytes().of(traffic.received()),
                page.bytes().of(traffic.sent()),
                page.bytes().of(traffic.total()));
    }
}
