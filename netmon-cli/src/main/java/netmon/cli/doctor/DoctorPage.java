package netmon.cli.doctor;

import netmon.cli.text.FactList;
import netmon.cli.text.Page;
import netmon.model.Check;

/** What may be wrong, for people: a line a check, and what to do where something is. */
final class DoctorPage {
    private static final int VERDICT = "unknown".length();

    private final DoctorReport report;
    private final Page page;

    DoctorPage(DoctorReport report, Page page) {
        this.report = report;
        this.page = page;
    }

    void print() {
        FactList facts = new FactList(page, VERDICT);
        for (Check each : report.checks()) {
            facts.say(each.verdict().word(), each.name() + ": " + each.seen());
            if (!each.remedy().isEmpty()) {
                facts.say("", "-> " + each.remedy());
            }
        }
        page.blank();
        page.line(report.summary());
    }
}
