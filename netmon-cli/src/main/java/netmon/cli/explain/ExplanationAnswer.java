package netmon.cli.explain;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import netmon.apps.AppNames;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.model.DetailSum;
import netmon.model.OwnerProcess;
import netmon.model.Period;
import netmon.model.Traffic;
import netmon.protocol.SocketsReply;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;

/** The parts of an application's bytes. */
record ExplanationAnswer(Explanation report, ZoneId zone) implements Answer {
    @Override
    public String command() {
        return "explain";
    }

    @Override
    public void text(Page page) {
        new ExplanationPage(report, page).print();
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.text("application", report.app().app());
        json.period(report.period());
        json.traffic("bytes", report.app().traffic());
        json.traffic("estimated", report.app().estimated());
        json.traffic("all", report.all());
        json.traffic("unattributed", report.unattributed());
        json.list("interfaces", report.interfaces(), (item, each) -> {
            item.text("interface", each.name());
            item.traffic("counted", each.counted());
            item.traffic("uncounted", each.uncounted());
        });
        json.gaps(report.gaps());
        json.list("stored_processes", report.programs(), ExplanationAnswer::part);
        json.list("stored_destinations", report.destinations(), ExplanationAnswer::part);
        StatusReply status = report.service().reply();
        SocketsStatus source = status.sockets();
        json.text("sockets_by", source == null ? "" : source.source());
        json.text("better_ways", source == null ? "" : source.passedOver());
        json.flag("measures_bytes", status.measures());
        json.flag("open_known", report.open() != null);
        json.number("open_sockets", report.sockets().socketCount());
        json.number("open_processes", report.sockets().processCount());
        json.list("sockets", report.sockets().sockets(), ExplanationAnswer::socket);
        json.list("processes", report.sockets().processes(), ExplanationAnswer::process);
    }

    private static void part(JsonOutput json, DetailSum part) throws IOException {
        json.text("name", part.name());
        json.traffic(part.traffic());
    }

    private static void socket(JsonOutput json, SocketsReply.OpenSocket socket) throws IOException {
        json.number("pid", socket.pid());
        json.text("protocol", socket.protocol());
        json.text("local", socket.local());
        json.text("remote", socket.remote());
        json.traffic("bytes", socket.traffic());
        json.flag("owner_seen", socket.seen());
    }

    private static void process(JsonOutput json, OwnerProcess process) throws IOException {
        json.number("pid", process.pid());
        json.text("path", process.path());
        json.text("script", process.script());
        json.text("command", process.command());
        json.text("rule", AppNames.of(process).rule());
    }

    /** A row for each part of the bytes; no row has the total, so each column can be summed. */
    @Override
    public void csv(CsvWriter csv) {
        csv.row("application", "from", "to", "part", "received", "sent", "total");
        Period period = report.period();
        for (Map.Entry<String, Traffic> each : report.parts().entrySet()) {
            Traffic part = each.getValue();
            csv.row(
                    report.app().app(),
                    edge(period.from()),
                    edge(period.to()),
                    each.getKey(),
                    part.received(),
                    part.sent(),
                    part.total());
        }
    }

    /** The bytes, and the measured share of them. */
    @Override
    public String oneLine(AmountFormat bytes) {
        Traffic all = report.app().traffic();
        String known = report.isUnattributed()
                ? ""
                : "; " + Accuracy.percent(all.minus(report.app().estimated()).total(), all.total()) + " measured";
        return bytes.downAndUp(all) + known;
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }

    private String edge(long second) {
        return Period.isOpen(second) ? "" : Timestamps.iso(second, zone);
    }
}
