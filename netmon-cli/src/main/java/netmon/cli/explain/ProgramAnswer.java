package netmon.cli.explain;

import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.model.App;
import netmon.model.PlainText;

import java.io.IOException;

/** The application that a program belongs to, and the rule that says so. */
record ProgramAnswer(App app) implements Answer {
    /** Its JSON object has no header. */
    @Override
    public String command() {
        return "";
    }

    @Override
    public void text(Page page) {
        page.raw(oneLine(page.bytes()) + "\n");
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.text("application", app.name());
        json.text("rule", app.rule());
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("application", "rule");
        csv.row(app.name(), app.rule());
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        return PlainText.of(app.name()) + " (rule: " + app.rule() + ")";
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
