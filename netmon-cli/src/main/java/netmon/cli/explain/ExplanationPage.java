package netmon.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import netmon.apps.AppNames;
import netmon.cli.client.ServiceStatus;
import netmon.cli.text.Accuracy;
import netmon.cli.text.FactList;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.TextCell;
import netmon.model.AppTraffic;
import netmon.model.DetailSum;
import netmon.model.InterfaceTotal;
import netmon.model.OwnerProcess;
import netmon.model.Traffic;
import netmon.protocol.SocketsReply;
import netmon.protocol.SocketsStatus;

/** The parts of an application's bytes as text: a line for each fact, and what netmon no longer knows. */
final class ExplanationPage {
    /** Columns of the longest heading. */
    private static final int HEADING = 11;

    private static final int MOST_SOCKETS = 10;

    private static final int MOST_PROGRAMS = 5;

    private static final String UNATTRIBUTED = "bytes that no visible socket explains: of containers, virtual machines"
            + " and the kernel, of other users' programs if the service does not run as root, and of times without"
            + " netmon";

    private final Explanation report;
    private final Page page;
    private final FactList facts;

    ExplanationPage(Explanation report, Page page) {
        this.report = report;
        this.page = page;
        this.facts = new FactList(page, HEADING);
    }

    void print() {
        AppTraffic app = report.app();
        page.heading(TextCell.title(app.app()) + " (" + page.title(report.period()) + ")");
        page.blank();
        if (report.isUnattributed()) {
            facts.say("Meaning", UNATTRIBUTED);
        }
        facts.say(
                "Received", direction(app.traffic().received(), app.estimated().received()));
        facts.say("Sent", direction(app.traffic().sent(), app.estimated().sent()));
        facts.say("Share", share());
        facts.say("Interfaces", interfaces());
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        if (!missed.isEmpty()) {
            facts.say("Gaps", missed);
        }
        facts.say("Measured by", source());
        sayOpen();
        if (!report.hasDetail()) {
            facts.say("Note", "Per-connection history is not stored");
            return;
        }
        sayParts("Processes", report.programs(), UnaryOperator.identity());
        sayParts("With", report.destinations(), report.hosts()::labelled);
        facts.say("Note", "'netmon stats apps --by destination --app NAME' lists the stored destinations");
    }

    private void sayParts(String heading, List<DetailSum> parts, UnaryOperator<String> label) {
        StringJoiner line = new StringJoiner(", ");
        for (DetailSum each : parts) {
            line.add(TextCell.title(label.apply(each.name())) + " "
                    + page.bytes().of(each.traffic().total()));
        }
        facts.say(heading, parts.isEmpty() ? "not recorded" : line.toString());
    }

    private String direction(long bytes, long estimated) {
        String amount = page.bytes().of(bytes);
        if (bytes == 0 || report.isUnattributed()) {
            return amount + (bytes == 0 ? "" : ", without a known owner");
        }
        boolean isMarked = page.isTerminal() && Accuracy.isMostly(estimated, bytes);
        return (isMarked ? Accuracy.ESTIMATED : "") + amount + ": " + Accuracy.percent(bytes - estimated, bytes)
                + " measured, " + Accuracy.percent(estimated, bytes) + " estimated";
    }

    private String share() {
        long all = report.all().total();
        String ownerless = Accuracy.percent(report.unattributed().total(), all) + " of that has no known owner";
        return Accuracy.percent(report.app().traffic().total(), all) + " of the "
                + page.bytes().of(all) + " that moved; " + ownerless;
    }

    private String interfaces() {
        StringJoiner counted = new StringJoiner(", ");
        for (InterfaceTotal each : report.interfaces()) {
            if (!each.counted().isNone()) {
                counted.add(TextCell.brief(each.name()) + " "
                        + page.bytes().of(each.counted().total()));
            }
        }
        String names = counted.length() == 0 ? "none moved anything" : counted.toString();
        return names + (names.indexOf(',') < 0 ? "" : "; netmon does not record which of them an application used");
    }

    private String source() {
        ServiceStatus service = report.service();
        if (service.isSilent()) {
            return "not known: " + service.silence();
        }
        SocketsStatus sockets = service.reply().sockets();
        if (sockets == null) {
            return "nothing: applications are not tracked";
        }
        String why = sockets.passedOver().isEmpty() ? "" : "; better sources do not work: " + sockets.passedOver();
        String noBytes = sockets.open() > 0 ? ", which counts no bytes, so all is estimated" : "";
        return sockets.source() + " at present" + (sockets.measures() ? ", which counts each socket's bytes" : noBytes)
                + why;
    }

    private void sayOpen() {
        SocketsReply open = report.open();
        if (open == null) {
            facts.say("Sockets now", "not known: " + report.service().silence());
            return;
        }
        if (open.socketCount() == 0) {
            facts.say("Sockets now", "none");
            return;
        }
        facts.say(
                "Sockets now",
                open.socketCount() + " open in " + open.processCount()
                        + (open.processCount() == 1 ? " process" : " processes") + "; bytes since they were opened");
        List<SocketsReply.OpenSocket> shown =
                open.sockets().stream().limit(MOST_SOCKETS).toList();
        shown.forEach(each -> facts.say("", socket(each)));
        if (open.socketCount() > shown.size()) {
            facts.say("", "and " + (open.socketCount() - shown.size()) + " more");
        }
        sayRules(open.processes());
    }

    private String socket(SocketsReply.OpenSocket socket) {
        Traffic traffic = socket.traffic();
        String bytes = traffic == null
                ? "not counted"
                : page.bytes().of(traffic.received()) + " in, " + page.bytes().of(traffic.sent()) + " out";
        return socket.protocol() + " " + socket.local() + " -> " + socket.remote() + "  " + bytes
                + (socket.pid() == 0 ? "" : "  process " + socket.pid()) + (socket.seen() ? "" : " (assumed)");
    }

    private void sayRules(List<OwnerProcess> processes) {
        Map<String, List<Long>> programs = new LinkedHashMap<>();
        for (OwnerProcess each : processes) {
            if (!each.equals(OwnerProcess.OTHER_USER)) {
                programs.computeIfAbsent(program(each), key -> new ArrayList<>())
                        .add(each.pid());
            }
        }
        String heading = "Named by";
        for (Map.Entry<String, List<Long>> each :
                programs.entrySet().stream().limit(MOST_PROGRAMS).toList()) {
            List<Long> pids = each.getValue();
            facts.say(
                    heading,
                    each.getKey() + ", process " + pids.get(0)
                            + (pids.size() == 1 ? "" : " and " + (pids.size() - 1) + " more"));
            heading = "";
        }
    }

    private static String program(OwnerProcess process) {
        String path = process.path();
        String script = process.script();
        String command = process.command();
        String what = script != null ? script : path != null ? path : command != null ? command : "?";
        return "the rule '" + AppNames.of(process).rule() + "': " + TextCell.title(what);
    }
}
