package netmon.cli.alerts;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.Alert;
import netmon.model.Direction;

/**
 * Alerts and their usage.
 *
 * @param check whether {@code alert check} asks, and not {@code alert list}
 * @param zone of times in CSV
 */
record AlertAnswer(List<AlertUsage> rows, boolean check, ZoneId zone) implements Answer {
    private static final int RULE = 80;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("Limit", "Limit", 13, 2),
            new Column("Per", "Per", 6, 1),
            new Column("Direction", "Of", 9, 0),
            new Column("Used", "Used", 13, 3),
            new Column("No.", "No.", 4, 4));

    private static final String EXCEEDED = " !";

    @Override
    public String command() {
        return check ? "alert check" : "alert list";
    }

    @Override
    public void text(Page page) {
        if (rows.isEmpty()) {
            return;
        }
        Table table = new Table(RULE, COLUMNS);
        for (AlertUsage each : rows) {
            Alert alert = each.alert();
            String name = check && alert.scope() == Alert.Scope.ANY
                    ? TextCell.name(each.usage().app())
                    : subject(alert);
            boolean hasLimit = !alert.scope().isFirstSight();
            table.row(List.of(
                    name,
                    hasLimit ? page.bytes().of(alert.limit()) : "first seen",
                    hasLimit ? alert.per().word() : "",
                    hasLimit ? alert.direction().toString() : "",
                    hasLimit ? page.bytes().of(each.usage().bytes()) + (each.isExceeded() ? EXCEEDED : "") : "",
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
        String limit = "more than " + bytes.of(alert.limit()) + " per " + alert.per()
                + (alert.direction() == Direction.TOTAL ? "" : " " + alert.direction()) + ", " + each;
        String what = alert.scope().isFirstSight() ? subject(alert) : limit;
        return what
                + switch (alert.means()) {
                    case DESKTOP -> ", notifies on the desktop";
                    case COMMAND -> ", runs " + TextCell.brief(alert.command().get(0));
                    case LOG -> ", written to the service's log";
                };
    }

    private static String subject(Alert alert) {
        return switch (alert.scope()) {
            case APPLICATION -> TextCell.name(alert.app());
            case ANY -> "(any application)";
            case TOTAL -> "All apps";
            case NEW_APPLICATION -> "(new applications)";
            case NEW_DESTINATION -> "(new destinations of " + TextCell.brief(alert.app()) + ")";
        };
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.list("alerts", rows, AlertAnswer::row);
    }

    private static void row(JsonOutput json, AlertUsage row) throws IOException {
        Alert alert = row.alert();
        json.number("id", alert.id());
        json.text("scope", word(alert.scope()));
        json.text("application", row.usage().app());
        json.text("direction", alert.direction().word());
        json.number("limit", alert.limit());
        json.text("per", alert.per().word());
        json.period(row.period());
        json.number("used", row.usage().bytes());
        json.flag("exceeded", row.isExceeded());
        json.time("told", row.notified());
        json.text("means", word(alert.means()));
        json.texts("run", alert.command());
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("id", "scope", "application", "direction", "limit", "per", "from", "used", "exceeded", "means");
        for (AlertUsage each : rows) {
            Alert alert = each.alert();
            csv.row(
                    alert.id(),
                    word(alert.scope()),
                    each.usage().app(),
                    alert.direction().word(),
                    alert.limit(),
                    alert.per().word(),
                    Timestamps.iso(each.period().from(), zone),
                    each.usage().bytes(),
                    each.isExceeded(),
                    word(alert.means()));
        }
    }

    /** The number of exceeded limits, and the first of them. */
    @Override
    public String oneLine(AmountFormat bytes) {
        List<AlertUsage> exceeded = rows.stream().filter(AlertUsage::isExceeded).toList();
        if (exceeded.isEmpty()) {
            return "no limit exceeded";
        }
        Alert.Usage usage = exceeded.get(0).usage();
        String name = exceeded.get(0).alert().scope() == Alert.Scope.TOTAL ? "total" : TextCell.brief(usage.app());
        return exceeded.size() + (exceeded.size() == 1 ? " limit" : " limits") + " exceeded; " + name + " "
                + bytes.of(usage.bytes());
    }

    /** Status bars show an answer without alerts as well. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
