package netmon.cli.doctor;

import java.io.IOException;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.FactList;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.model.Check;

/** The results of all checks. */
record DoctorAnswer(List<Check> checks) implements Answer {
    /** Columns of the longest verdict. */
    private static final int VERDICT = "unknown".length();

    DoctorAnswer {
        checks = List.copyOf(checks);
    }

    @Override
    public String command() {
        return "doctor";
    }

    @Override
    public void text(Page page) {
        FactList facts = new FactList(page, VERDICT);
        for (Check each : checks) {
            facts.say(each.verdict().word(), each.name() + ": " + each.seen());
            if (!each.remedy().isEmpty()) {
                facts.say("", "-> " + each.remedy());
            }
        }
        page.blank();
        page.line(summary());
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.flag("bad", isBad());
        json.list("checks", checks, (item, each) -> {
            item.text("name", each.name());
            item.text("verdict", each.verdict().word());
            item.text("seen", each.seen());
            item.text("remedy", each.remedy());
        });
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("name", "verdict", "seen", "remedy");
        for (Check each : checks) {
            csv.row(each.name(), each.verdict().word(), each.seen(), each.remedy());
        }
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        return summary();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    boolean isBad() {
        return count(Check.Verdict.BAD) > 0;
    }

    /** Such as {@code No problems, 1 warning}. */
    private String summary() {
        long bad = count(Check.Verdict.BAD);
        long warn = count(Check.Verdict.WARN);
        String problems = bad == 0 ? "No problems" : bad + (bad == 1 ? " problem" : " problems");
        return warn == 0 ? problems : problems + ", " + warn + (warn == 1 ? " warning" : " warnings");
    }

    private long count(Check.Verdict verdict) {
        return checks.stream().filter(each -> each.verdict() == verdict).count();
    }
}
