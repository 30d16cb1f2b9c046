package netmon.cli.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.Alert;

/** Alerts, for programs. */
final class AlertExport {
    private final List<AlertUsage> rows;
    private final PrintWriter out;
    private final ZoneId zone;

    AlertExport(List<AlertUsage> rows, PrintWriter out, ZoneId zone) {
        this.rows = rows;
        this.out = out;
        this.zone = zone;
    }

    /** @param command which one is answered: {@code alert list} or {@code alert check} */
    void json(String command) {
        JsonOutput.print(
                out,
                zone,
                command,
                json -> json.list("alerts", list -> {
                    for (AlertUsage each : rows) {
                        list.item(item -> row(item, each));
                    }
                }));
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
        Long told = row.told();
        if (told == null) {
            json.nothing("told");
        } else {
            json.time("told", told);
        }
        json.text("means", word(alert.means()));
        json.texts("run", alert.command());
    }

    void csv() {
        CsvWriter csv = new CsvWriter(
                out, "id", "scope", "application", "direction", "limit", "per", "from", "used", "exceeded", "means");
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

    /** How many are exceeded, and by whom the first one is. */
    void oneLine(AmountFormat bytes) {
        List<AlertUsage> exceeded = rows.stream().filter(AlertUsage::isExceeded).toList();
        String first = "";
        if (!exceeded.isEmpty()) {
            Alert.Usage usage = exceeded.get(0).usage();
            String who = exceeded.get(0).alert().scope() == Alert.Scope.TOTAL ? "total" : TextCell.brief(usage.app());
            first = "; " + who + " " + bytes.of(usage.bytes());
        }
        out.print((exceeded.isEmpty() ? "no limit" : exceeded.size() + (exceeded.size() == 1 ? " limit" : " limits"))
                + " exceeded" + first + "\n");
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
