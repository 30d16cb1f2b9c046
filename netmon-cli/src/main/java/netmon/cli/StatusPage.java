package netmon.cli;

import java.time.Instant;
import netmon.model.PlainText;
import netmon.store.Heartbeat;

/** How netmon itself is, for people: a line a fact. */
final class StatusPage {
    /** The longest heading. */
    private static final int HEADING = 12;

    private static final int THOUSAND = 1000;

    /** A tick that is later than this is told. A busy machine delays one by less. */
    private static final long LATE_SECONDS = 10;

    private final StatusReport report;
    private final Page page;

    StatusPage(StatusReport report, Page page) {
        this.report = report;
        this.page = page;
    }

    void print() {
        fact("Service", service());
        if (report.isRunning()) {
            printSockets();
        }
        fact("Today", report.today().line());
        String missed = new GapLine(report.period(), page).of(report.gaps());
        fact("Gaps today", missed.isEmpty() ? "none" : missed);
        fact("Database", database());
        ServiceCost cost = report.cost();
        Heartbeat.Pulse pulse = report.pulse();
        if (cost != null && pulse != null) {
            long age = report.now() - pulse.started() / THOUSAND;
            String memory = cost.memory() == 0 ? "" : ", " + page.bytes().of(cost.memory()) + " of memory";
            fact("Its own cost", percent(cost.share(age)) + " of a processor" + memory);
        }
    }

    private String service() {
        Heartbeat.Pulse pulse = report.pulse();
        if (pulse == null) {
            return "has never run on this database";
        }
        long ago = Math.max(0, report.now() - pulse.lastAlive() / THOUSAND);
        if (!pulse.running()) {
            return "not running; it was last alive " + time(pulse.lastAlive() / THOUSAND);
        }
        return "running since " + time(pulse.started() / THOUSAND) + " as process " + pulse.pid()
                + (ago > LATE_SECONDS ? ", but silent for " + ago + " s" : "");
    }

    private void printSockets() {
        LiveService service = report.service();
        if (service.text("interfaces").isEmpty()) {
            fact("Sockets", "the service does not answer what it reads");
        } else if (service.text("sockets").isEmpty()) {
            fact("Sockets", "not read: applications are not tracked");
        } else if (!service.text("trouble").isEmpty()) {
            fact("Sockets", service.text("trouble"));
        } else {
            boolean measures = service.text("measures").equals("yes");
            fact(
                    "Sockets",
                    "by " + service.text("sockets") + ", " + (measures ? "with" : "without") + " their bytes; "
                            + service.number("open") + " open");
        }
        if (!service.text("instead").isEmpty()) {
            fact("", "better ways do not work: " + service.text("instead"));
        }
        if (service.number("ownerless") > 0) {
            fact(
                    "",
                    service.number("ownerless")
                            + " of them have no known owner; a service that runs as root sees other users' as well");
        }
    }

    private String database() {
        Long first = report.first();
        String size = report.database() + ", " + page.bytes().of(report.size());
        if (first == null) {
            return size + ", nothing in it yet";
        }
        long growth = report.growth();
        return size + " since " + time(first)
                + (growth == 0 ? "" : ", about " + page.bytes().of(growth) + " a day");
    }

    private void fact(String heading, String text) {
        page.line(heading + " ".repeat(HEADING + 2 - heading.length()) + PlainText.of(text));
    }

    private String time(long second) {
        return Instant.ofEpochSecond(second)
                .atZone(page.zone())
                .toLocalDateTime()
                .toString()
                .replace('T', ' ');
    }

    private static String percent(double share) {
        return Basis.percent(Math.round(share * THOUSAND), THOUSAND);
    }
}
