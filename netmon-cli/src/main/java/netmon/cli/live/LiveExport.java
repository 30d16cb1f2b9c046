package netmon.cli.live;

import netmon.cli.text.JsonOutput;
import netmon.model.Traffic;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;

/** The present rates for programs: one JSON object in each line. */
final class LiveExport {
    private final LiveModel model;
    private final ZoneId zone;

    LiveExport(LiveModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
    }

    /** The line, with its end. */
    String line(ScreenState state) {
        StringWriter line = new StringWriter();
        View view = state.view();
        long now = model.now(view);
        Rates rates = model.of(view);
        JsonOutput.printLine(new PrintWriter(line), zone, "live", json -> {
            json.time("at", model.clock());
            json.time("as_of", now);
            json.text("by", view.toString());
            rows(json, rates.rows(now, state.filter(), state.order()));
            View whole = view == View.INTERFACES ? View.INTERFACES : View.APPS;
            json.object(
                    "total",
                    object -> object.traffic(
                            model.of(whole).total(model.now(whole)).now()));
            json.textOrNothing("trouble", model.trouble().isEmpty() ? null : model.trouble());
        });
        return line.toString();
    }

    private static void rows(JsonOutput json, List<Rates.RateRow> rows) throws IOException {
        json.list("rows", list -> {
            for (Rates.RateRow each : rows) {
                Traffic now = each.now();
                list.item(item -> {
                    item.text("name", each.key().name());
                    item.text("detail", each.key().detail());
                    item.traffic(now);
                    item.flag("estimated", each.estimated());
                });
            }
        });
    }
}
