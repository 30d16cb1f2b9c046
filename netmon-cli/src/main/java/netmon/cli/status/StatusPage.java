package netmon.cli.status;

import netmon.cli.client.OwnerAdvice;
import netmon.cli.client.ServiceStatus;
import netmon.cli.text.Accuracy;
import netmon.cli.text.FactList;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.store.files.Heartbeat;

/** The state of netmon as text: a line for each fact. */
final class StatusPage {
    /** Columns of the longest heading. */
    private static final int HEADING = 12;

    private static final int THOUSAND = 1000;

    /** A longer silence of the service is shown. A busy machine causes a shorter one. */
    private static final long LATE_SECONDS = 10;

    private final StatusReport report;
    private final String file;
    private final Page page;
    private final FactList facts;

    /** @param file the path of the database, as it is shown */
    StatusPage(StatusReport report, String file, Page page) {
        this.report = report;
        this.file = file;
        this.page = page;
        this.facts = new FactList(page, HEADING);
    }

    void print() {
        facts.say("Service", service());
        if (report.isRunning()) {
            sayHowItMeasures();
        }
        Long last = report.last();
        facts.say("Last sample", last == null ? "none yet" : time(last));
        facts.say(
                "Today",
                report.today().isEmpty() ? "nothing moved" : report.today().line());
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        facts.say("Gaps today", missed.isEmpty() ? "none" : missed);
        facts.say("Database", database());
        if (report.service().knows("unwritable")) {
            facts.say(
                    "",
                    "the service " + report.service().text("unwritable") + "; samples kept in memory: "
                            + report.service().number("unwritten"));
        }
        sayChanges(report.service());
        sayCost(report.service());
    }

    private String service() {
        Heartbeat.Pulse pulse = report.pulse();
        if (pulse == null) {
            return "has never run with this database";
        }
        if (!pulse.running()) {
            return "not running; it was last alive " + time(pulse.lastAlive() / THOUSAND)
                    + (pulse.exact() ? "" : ", or later");
        }
        long ago = pulse.silentSeconds(report.now());
        return "running since " + time(pulse.started() / THOUSAND) + " as process " + pulse.pid()
                + (ago > LATE_SECONDS ? ", but silent for " + ago + " s" : "");
    }

    private void sayHowItMeasures() {
        ServiceStatus service = report.service();
        facts.say("Sockets", sockets(service));
        if (service.knows("instead")) {
            facts.say("", "better sources do not work: " + service.text("instead"));
        }
        if (service.knows("unread")) {
            facts.say("", service.text("unread"));
        }
        long ownerless = service.number("ownerless");
        if (ownerless > 0) {
            facts.say("", "without a known owner: " + ownerless + "; " + OwnerAdvice.remedy(service));
        }
        long overruns = service.number("overruns");
        if (overruns > 0) {
            facts.say("", "the kernel lost " + overruns + " reports of closed sockets: their bytes are Unattributed");
        }
    }

    private static String sockets(ServiceStatus service) {
        if (service.isSilent()) {
            return "not known: " + service.silence();
        }
        if (!service.knows("sockets")) {
            return "not read: applications are not tracked";
        }
        if (service.knows("trouble")) {
            return service.text("trouble");
        }
        return "by " + service.text("sockets") + ", " + (service.measures() ? "with" : "without") + " their bytes; "
                + service.number("open") + " open";
    }

    private void sayChanges(ServiceStatus service) {
        ServiceStatus.Turn file = service.turn("anew");
        if (file != null) {
            facts.say("", "since " + time(file.at()) + " the service writes a new file, because " + file.what());
        }
        ServiceStatus.Turn zone = service.turn("zone");
        if (zone != null) {
            facts.say(
                    "Time zone",
                    zone.what() + " since " + time(zone.at()) + "; hours stored before are those of the previous zone");
        }
    }

    private void sayCost(ServiceStatus service) {
        Heartbeat.Pulse pulse = report.pulse();
        if (pulse == null || !service.knows("cpu")) {
            return;
        }
        long age = Math.max(1, report.now() * THOUSAND - pulse.started());
        String recent = service.knows("cpu-percent")
                ? service.text("cpu-percent") + " % of a processor in the last minute, "
                : "";
        String memory = service.knows("memory") ? ", " + page.bytes().of(service.number("memory")) + " of memory" : "";
        facts.say("Its own cost", recent + Accuracy.percent(service.number("cpu"), age) + " since its start" + memory);
        String[] reads = service.text("sockets-ms").split(" ", -1);
        if (reads.length > 1) {
            facts.say("", "reading the sockets takes " + reads[0] + " ms, at most " + reads[1] + " ms");
        }
        long late = service.number("late");
        long missed = service.number("missed");
        if (late + missed > 0) {
            facts.say("", late + " ticks were late and " + missed + " were missed since its start");
        }
        if (service.knows("spaced")) {
            facts.say("", "it reads the sockets every " + service.text("spaced") + " ticks, to keep its CPU budget");
        }
    }

    private String database() {
        String size = file + ", " + page.bytes().of(report.size());
        Long first = report.first();
        if (first == null) {
            return size + ", nothing in it yet";
        }
        long growth = report.growth();
        return size + " since " + time(first)
                + (growth == 0 ? "" : ", about " + page.bytes().of(growth) + " a day");
    }

    private String time(long second) {
        return Timestamps.text(second, page.zone());
    }
}
