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
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.Alert;

/**
 * Alerts and their usage.
 *
 * @param check whether {@code alert check} asks, and not {@code alert list}
 * @param zone of times in CSV
 */
record AlertAnswer(List<AlertUsage> rows, boolean check, ZoneId zone) implements Answer {
    @Override
    public String command() {
        return check ? "alert check" : "alert list";
    }

    @Override
    public void text(Page page) {
        if (!rows.isEmpty()) {
            new AlertTable(rows, page).print(check);
        }
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
