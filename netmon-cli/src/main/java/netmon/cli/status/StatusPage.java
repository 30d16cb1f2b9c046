package netmon.cli.status;

import netmon.cli.client.OwnerAdvice;
import netmon.cli.session.StartInstructions;
import netmon.cli.text.Accuracy;
import netmon.cli.text.FactList;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.protocol.ServiceContract;
import netmon.protocol.ServiceLoad;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/** The state of netmon as text: a line for each fact. */
final class StatusPage {
    /** Columns of the longest heading. */
    private static final int HEADING = 12;

    private final StatusReport report;
    private final String file;
    private final Page page;
    private final FactList facts;
    private final StatusReply status;

    /** @param file the path of the database, as it is shown */
    StatusPage(StatusReport report, String file, Page page) {
        this.report = report;
        this.file = file;
        this.page = page;
        this.facts = new FactList(page, HEADING);
        this.status = report.service().reply();
    }

    void print() {
        facts.say("Service", service());
        StatusReply.StatusChange unmeasured = status.unmeasured();
        if (unmeasured != null) {
            facts.say("", "NOT MEASURED since " + time(unmeasured.since()) + ": " + unmeasured.what());
        }
        if (report.isRunning()) {
            sayHowItMeasures();
        }
        Long last = report.last();
        facts.say("Last sample", last == null ? "none yet" : time(last));
        facts.say("Today", today());
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        facts.say("Gaps today", missed.isEmpty() ? "none" : missed);
        facts.say("Database", database());
        StatusReply.Unwritten unwritten = status.unwritten();
        if (unwritten != null) {
            facts.say("", "the service " + unwritten.why() + "; samples kept in memory: " + unwritten.samples());
        }
        String strange = report.strange();
        if (strange != null) {
            facts.say("", strange + "; such rows are left out");
        }
        sayChanges();
        sayCost();
    }

    private String today() {
        if (!report.today().isEmpty()) {
            return report.today().line();
        }
        return report.isMeasuring() ? "nothing moved" : "nothing is recorded";
    }

    private String service() {
        Heartbeat.Pulse pulse = report.pulse();
        if (pulse == null) {
            return "has never run with this database; start it: "
                    + StartInstructions.own().start();
        }
        if (!pulse.running()) {
            return "not running; it was last alive " + time(pulse.lastAlive() / 1000)
                    + (pulse.exact() ? "" : ", or later") + "; start it: "
                    + StartInstructions.own().start();
        }
        long ago = pulse.silentSeconds(report.now());
        return "running since " + time(pulse.started() / 1000) + " as process " + pulse.pid()
                + (ago > ServiceContract.SILENT_SECONDS ? ", but silent for " + ago + " s" : "");
    }

    private void sayHowItMeasures() {
        SocketsStatus sockets = status.sockets();
        facts.say("Sockets", sockets(sockets));
        if (sockets != null && !sockets.passedOver().isEmpty()) {
            facts.say("", "better sources do not work: " + sockets.passedOver());
        }
        if (!status.unread().isEmpty()) {
            facts.say("", status.unread());
        }
        if (sockets != null) {
            sayBelief(sockets);
            sayMissing(sockets);
        }
    }

    /** Whether the numbers of the source are believed, and what its proof found. */
    private void sayBelief(SocketsStatus sockets) {
        if (!sockets.doubt().isEmpty()) {
            facts.say("", "its numbers are not believed, so its bytes are estimated: " + sockets.doubt());
        }
        if (!sockets.proof().isEmpty()) {
            facts.say("", "proof: " + sockets.proof());
        }
    }

    private void sayMissing(SocketsStatus sockets) {
        if (sockets.ownerless() > 0) {
            facts.say("", "without a known owner: " + sockets.ownerless() + "; " + OwnerAdvice.remedy(status));
        }
        Long overruns = sockets.overruns();
        if (overruns != null && overruns > 0) {
            String what = sockets.source().equals("ebpf")
                    ? "in " + overruns + " reads the kernel's table of sockets was full: some bytes are Unattributed"
                    : "the kernel lost " + overruns + " reports of closed sockets: their bytes are Unattributed";
            facts.say("", what);
        }
    }

    private String sockets(@Nullable SocketsStatus sockets) {
        if (report.service().isSilent()) {
            return "not known: " + report.service().silence();
        }
        if (sockets == null) {
            return "not read: applications are not tracked";
        }
        return sockets.trouble().isEmpty()
                ? "by " + sockets.source() + bytes(sockets) + "; " + sockets.open() + " open"
                : sockets.trouble();
    }

    /** Without a socket, a source does not show whether it counts bytes. */
    private static String bytes(SocketsStatus sockets) {
        return sockets.measures() ? ", with their bytes" : sockets.open() > 0 ? ", without their bytes" : "";
    }

    private void sayChanges() {
        StatusReply.StatusChange file = status.file();
        if (file != null) {
            facts.say("", "since " + time(file.since()) + " the service writes a new file, because " + file.what());
        }
        StatusReply.StatusChange zone = status.zone();
        if (zone != null) {
            facts.say(
                    "Time zone",
                    zone.what() + " since " + time(zone.since())
                            + "; hours stored before are those of the previous zone");
        }
    }

    private void sayCost() {
        Heartbeat.Pulse pulse = report.pulse();
        ServiceLoad load = status.load();
        if (pulse == null || load == null) {
            return;
        }
        long age = Math.max(1, report.now() * 1000 - pulse.started());
        String memory = load.memory() == 0 ? "" : ", " + page.bytes().of(load.memory()) + " of memory";
        facts.say(
                "Overhead",
                hundredths(load.cpuPermyriad()) + " % CPU in the last minute, "
                        + Accuracy.percent(load.cpuMillis(), age) + " since its start" + memory);
        ServiceLoad.TimeSpread reads = load.socketReads();
        if (reads != null) {
            facts.say(
                    "",
                    "reading the sockets takes " + millis(reads.medianMicros()) + " ms, at most "
                            + millis(reads.longestMicros()) + " ms");
        }
        if (load.lateTicks() + load.missedTicks() > 0) {
            facts.say(
                    "",
                    load.lateTicks() + " ticks were late and " + load.missedTicks() + " were missed since its start");
        }
        if (load.spacing() > 1) {
            facts.say("", "it reads the sockets every " + load.spacing() + " ticks, to keep its CPU budget");
        }
    }

    private static String millis(long micros) {
        return hundredths(Math.round(micros / 10.0));
    }

    /** Two digits behind the point; {@code String.format} would load much of Java. */
    private static String hundredths(long amount) {
        return amount / 100 + (amount % 100 < 10 ? ".0" : ".") + amount % 100;
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
