package netmon.cli.explain;

import netmon.apps.AppNames;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.OneLine;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.model.InterfaceTotal;
import netmon.model.OwnerProcess;
import netmon.model.Period;
import netmon.model.Traffic;
import netmon.protocol.SocketsReply;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;

/**
 * The parts of an application's bytes.
 *
 * @param zone of times in CSV
 */
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
        json.object("bytes", bytes -> bytes.traffic(report.app().traffic()));
        json.object("estimated", bytes -> bytes.traffic(report.app().estimated()));
        json.object("all", bytes -> bytes.traffic(report.all()));
        json.object("unattributed", bytes -> bytes.traffic(report.unattributed()));
        json.list("interfaces", list -> {
            for (InterfaceTotal each : report.interfaces()) {
                list.item(item -> {
                    item.text("interface", each.name());
                    item.object("counted", bytes -> bytes.traffic(each.counted()));
                    item.object("uncounted", bytes -> bytes.traffic(each.uncounted()));
                });
            }
        });
        json.gaps(report.gaps());
        StatusReply status = report.service().reply();
        SocketsStatus source = status.sockets();
        json.text("sockets_by", source == null ? "" : source.source());
        json.text("better_ways", source == null ? "" : source.passedOver());
        json.flag("measures_bytes", status.measures());
        json.flag("open_known", report.open() != null);
        json.number("open_sockets", report.sockets().socketCount());
        json.number("open_processes", report.sockets().processCount());
        sockets(json);
        processes(json);
    }

    private void sockets(JsonOutput json) throws IOException {
        json.list("sockets", list -> {
            for (SocketsReply.OpenSocket each : report.sockets().sockets()) {
                list.item(item -> {
                    item.number("pid", each.pid());
                    item.text("protocol", each.protocol());
                    item.text("local", each.local());
                    item.text("remote", each.remote());
                    Traffic traffic = each.traffic();
                    if (traffic == null) {
                        item.nothing("bytes");
                    } else {
                        item.object("bytes", bytes -> bytes.traffic(traffic));
                    }
                    item.flag("owner_seen", each.seen());
                });
            }
        });
    }

    private void processes(JsonOutput json) throws IOException {
        json.list("processes", list -> {
            for (OwnerProcess each : report.sockets().processes()) {
                list.item(item -> {
                    item.number("pid", each.pid());
                    item.textOrNothing("path", each.path());
                    item.textOrNothing("script", each.script());
                    item.textOrNothing("command", each.command());
                    item.text("rule", AppNames.of(each).rule());
                });
            }
        });
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
        return OneLine.of(all, bytes) + known;
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }

    private String edge(long second) {
        return Period.isOpen(second) ? "" : Timestamps.iso(second, zone);
    }
}
