package netmon.cli.live;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import netmon.cli.text.Accuracy;
import netmon.cli.text.JsonOutput;

/** The present rates for programs: one JSON object in each line. */
record LiveExport(LiveModel model, ZoneId zone) {
    /** The line, with its end. */
    String line(ScreenState state) {
        StringWriter line = new StringWriter();
        View view = state.view();
        long now = model.now(view);
        JsonOutput.printLine(new PrintWriter(line), zone, "live", json -> {
            json.time("at", model.clock());
            json.time("as_of", now);
            json.text("by", view.toString());
            json.list("rows", model.of(view).rows(now, state.filter(), state.order()), LiveExport::row);
            View whole = view == View.INTERFACES ? View.INTERFACES : View.APPS;
            json.traffic("total", model.of(whole).total(model.now(whole)).now());
            json.text("trouble", model.trouble().isEmpty() ? null : model.trouble());
        });
        return line.toString();
    }

    private static void row(JsonOutput json, Rates.RateRow row) throws IOException {
        json.text("name", row.key().name());
        json.text("detail", row.key().detail());
        json.traffic(row.now());
        json.flag(
                "estimated",
                Accuracy.isMostly(row.estimated().total(), row.now().total()));
    }
}
