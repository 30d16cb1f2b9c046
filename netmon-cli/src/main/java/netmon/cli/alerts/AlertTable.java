package netmon.cli.alerts;

import netmon.cli.text.Table.Column;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.TextCell;
import netmon.model.Alert;
import netmon.model.Direction;

import java.util.List;

/** Alerts, for people. */
final class AlertTable {
    private static final int RULE = 78;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("Limit", "Limit", 13, 2),
            new Column("Per", "Per", 6, 1),
            new Column("Counts", "Of", 7, 0),
            new Column("So far", "So far", 13, 3),
            new Column("No.", "No.", 4, 4));

    private static final String EXCEEDED = " !";

    private final List<AlertUsage> rows;
    private final Page page;

    AlertTable(List<AlertUsage> rows, Page page) {
        this.rows = rows;
        this.page = page;
    }

    /** @param named whether an alert for any application shows the one with the most bytes */
    void print(boolean named) {
        Table table = new Table(RULE, COLUMNS);
        for (AlertUsage each : rows) {
            Alert alert = each.alert();
            String name = named && alert.scope() == Alert.Scope.ANY
                    ? TextCell.name(each.usage().app())
                    : subject(alert);
            table.row(List.of(
                    name,
                    page.bytes().of(alert.limit()),
                    alert.per().word(),
                    alert.direction().word(),
                    page.bytes().of(each.usage().bytes()) + (each.isExceeded() ? EXCEEDED : ""),
                    Long.toString(alert.id())));
        }
        table.print(page);
        if (rows.stream().anyMatch(AlertUsage::isExceeded)) {
            page.blank();
            page.line("! more than the limit");
        }
    }

    /** An alert and its notification, in one line. */
    static String sentence(Alert alert, AmountFormat bytes) {
        String each = alert.scope() == Alert.Scope.APPLICATION ? TextCell.brief(alert.app()) : subject(alert);
        String what = "more than " + bytes.of(alert.limit()) + " per " + alert.per()
                + (alert.direction() == Direction.TOTAL ? "" : " " + alert.direction()) + ", " + each;
        return what
                + switch (alert.means()) {
                    case DESKTOP -> ", shown as a notification";
                    case COMMAND -> ", runs " + TextCell.brief(alert.command().get(0));
                    case LOG -> ", written to the service's log";
                };
    }

    private static String subject(Alert alert) {
        return switch (alert.scope()) {
            case APPLICATION -> TextCell.name(alert.app());
            case ANY -> "(any application)";
            case TOTAL -> "(all together)";
        };
    }
}
