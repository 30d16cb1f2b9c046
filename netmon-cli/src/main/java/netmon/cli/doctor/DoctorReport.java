package netmon.cli.doctor;

import java.util.List;
import netmon.model.Check;

/** What was looked at, and what came of it. */
record DoctorReport(List<Check> checks) {
    DoctorReport {
        checks = List.copyOf(checks);
    }

    boolean isBad() {
        return count(Check.Verdict.BAD) > 0;
    }

    /** Such as {@code 1 is bad, 2 could be better.} */
    String summary() {
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
