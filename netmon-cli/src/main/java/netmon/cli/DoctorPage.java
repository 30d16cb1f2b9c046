package netmon.cli;

import java.util.List;
import netmon.model.Check;

/** What may be wrong, for people: a line a check, and what to do where something is. */
final class DoctorPage {
    private static final int VERDICT = "unknown".length();

    private final List<Check> checks;
    private final Page page;

    DoctorPage(List<Check> checks, Page page) {
        this.checks = List.copyOf(checks);
        this.page = page;
    }

    void print() {
        Facts facts = new Facts(page, VERDICT);
        for (Check each : checks) {
            facts.say(each.verdict().word(), each.name() + ": " + each.seen());
            if (!each.remedy().isEmpty()) {
                facts.say("", "-> " + each.remedy());
            }
        }
        page.blank();
        page.line(summary());
    }

    private String summary() {
        long bad = count(Check.Verdict.BAD);
        long warn = count(Check.Verdict.WARN);
        return bad + warn == 0
                ? "Nothing is wrong."
                : bad + (bad == 1 ? " is" : " are") + " bad, " + warn + " could be better.";
    }

    private long count(Check.Verdict verdict) {
        return checks.stream().filter(each -> each.verdict() == verdict).count();
    }
}
