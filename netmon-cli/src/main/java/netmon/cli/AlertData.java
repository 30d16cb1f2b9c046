package netmon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import netmon.model.Alert;

/** Alerts, for programs. */
final class AlertData {
    private final List<AlertRow> rows;
    private final PrintWriter out;
    private final ZoneId zone;

    AlertData(List<AlertRow> rows, PrintWriter out, ZoneId zone) {
        this.rows = rows;
        this.out = out;
        this.zone = zone;
    }

    /** @param command which one is answered: {@code alert list} or {@code alert check} */
    void json(String command) {
        Json.print(
                out,
                zone,
                command,
                json -> json.list("alerts", list -> {
                    for (AlertRow each : rows) {
                        list.item(item -> row(item, each));
                    }
                }));
    }

    private static void row(Json json, AlertRow row) throws IOException {
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
        Csv csv = new Csv(
                out, "id", "scope", "application", "direction", "limit", "per", "from", "used", "exceeded", "means");
        for (AlertRow each : rows) {
            Alert alert = each.alert();
            csv.row(
                    alert.id(),
                    word(alert.scope()),
                    each.usage().app(),
                    alert.direction().word(),
                    alert.limit(),
                    alert.per().word(),
                    Moments.iso(each.period().from(), zone),
                    each.usage().bytes(),
                    each.isExceeded(),
                    word(alert.means()));
        }
    }

    /** How many are exceeded, and by whom the first one is. */
    void oneLine(Bytes bytes) {
        List<AlertRow> exceeded = rows.stream().filter(AlertRow::isExceeded).toList();
        String first = "";
        if (!exceeded.isEmpty()) {
            Alert.Usage usage = exceeded.get(0).usage();
            String who = exceeded.get(0).alert().scope() == Alert.Scope.TOTAL ? "total" : Cell.brief(usage.app());
            first = "; " + who + " " + bytes.of(usage.bytes());
        }
        out.print((exceeded.isEmpty() ? "no limit" : exceeded.size() + (exceeded.size() == 1 ? " limit" : " limits"))
                + " exceeded" + first + "\n");
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
