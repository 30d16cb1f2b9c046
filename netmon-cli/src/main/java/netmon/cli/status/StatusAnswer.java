package netmon.cli.status;

import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.protocol.ServiceLoad;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * The state of netmon itself.
 *
 * @param file the path of the database, as text shows it
 * @param zone of times in CSV
 */
record StatusAnswer(StatusReport report, String file, ZoneId zone) implements Answer {
    @Override
    public String command() {
        return "status";
    }

    @Override
    public void text(Page page) {
        new StatusPage(report, file, page).print();
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.flag("running", report.isRunning());
        json.object("service", report.pulse(), this::service);
        json.time("last_sample", report.last());
        json.object("today", today -> {
            today.number("measured", report.today().measured());
            today.number("estimated", report.today().estimated());
            today.number("unattributed", report.today().unattributed());
        });
        json.gaps(report.gaps());
        json.object("database", database -> {
            database.text("path", report.database().toString());
            database.number("bytes", report.size());
            database.number("bytes_per_day", report.growth());
            database.time("since", report.first());
            StatusReply.Unwritten unwritten = report.service().reply().unwritten();
            database.text("unwritable", unwritten == null ? "" : unwritten.why());
            database.number("unwritten_samples", unwritten == null ? 0 : unwritten.samples());
            String strange = report.strange();
            database.text("strange_rows", strange == null ? "" : strange);
        });
    }

    /** One row; a cell is empty if its value is not known. */
    @Override
    public void csv(CsvWriter csv) {
        Map<String, Object> cells = cells();
        csv.row(cells.keySet().toArray());
        csv.row(cells.values().toArray());
    }

    /** The values by the names of their columns, in order. */
    private Map<String, Object> cells() {
        Heartbeat.Pulse pulse = report.pulse();
        StatusReply status = report.service().reply();
        SocketsStatus sockets = status.sockets();
        ServiceLoad load = status.load();
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("running", report.isRunning());
        cells.put("pid", pulse == null ? "" : pulse.pid());
        cells.put("started", time(pulse == null ? null : pulse.started() / 1000));
        cells.put("last_alive", time(pulse == null ? null : pulse.lastAlive() / 1000));
        cells.put("last_alive_exact", pulse == null ? "" : pulse.exact());
        cells.put("sockets_by", sockets == null ? "" : sockets.source());
        cells.put("measures_bytes", report.service().isSilent() ? "" : status.measures());
        cells.put("open_sockets", sockets == null ? "" : sockets.open());
        cells.put("ownerless_sockets", sockets == null ? "" : sockets.ownerless());
        cells.put("cpu_milliseconds", load == null ? "" : load.cpuMillis());
        cells.put("memory_bytes", load == null || load.memory() == 0 ? "" : load.memory());
        cells.put("last_sample", time(report.last()));
        cells.put("measured", report.today().measured());
        cells.put("estimated", report.today().estimated());
        cells.put("unattributed", report.today().unattributed());
        cells.put("database", report.database().toString());
        cells.put("database_bytes", report.size());
        cells.put("database_bytes_per_day", report.growth());
        cells.put("database_since", time(report.first()));
        return cells;
    }

    /** Whether the service runs, the measured share of today, and the size of the database. */
    @Override
    public String oneLine(AmountFormat bytes) {
        Accuracy today = report.today();
        String measured = today.isEmpty()
                ? "nothing moved"
                : Accuracy.percent(today.measured(), today.measured() + today.estimated() + today.unattributed())
                        + " measured";
        String state = report.isRunning() ? "running" : "not running";
        return (report.isRunning() && !report.isMeasuring() ? "running, but not measuring, " : state + ", ") + measured
                + ", " + bytes.of(report.size());
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    private String time(@Nullable Long second) {
        return second == null ? "" : Timestamps.iso(second, zone);
    }

    private void service(JsonOutput json, Heartbeat.Pulse pulse) throws IOException {
        json.number("pid", pulse.pid());
        json.time("started", pulse.started() / 1000);
        json.time("last_alive", pulse.lastAlive() / 1000);
        json.flag("last_alive_exact", pulse.exact());
        status(json, report.service().reply());
    }

    private static void status(JsonOutput json, StatusReply status) throws IOException {
        ServiceLoad load = status.load();
        SocketsStatus sockets = status.sockets();
        json.number("cpu_milliseconds", load == null ? null : load.cpuMillis());
        json.number("memory_bytes", load == null || load.memory() == 0 ? null : load.memory());
        json.number("late_ticks", load == null ? null : load.lateTicks());
        json.number("missed_ticks", load == null ? null : load.missedTicks());
        json.text("version", status.version());
        json.text("user", status.user());
        json.text("interfaces_by", status.interfaces());
        json.text("sockets_by", sockets == null ? "" : sockets.source());
        json.text("better_ways", sockets == null ? "" : sockets.passedOver());
        json.text("proof", sockets == null ? "" : sockets.proof());
        json.text("doubt", sockets == null ? "" : sockets.doubt());
        json.text("trouble", sockets == null ? "" : sockets.trouble());
        json.text("not_understood", status.unread());
        json.flag("measures_bytes", status.measures());
        json.number("open_sockets", sockets == null ? 0 : sockets.open());
        json.number("ownerless_sockets", sockets == null ? 0 : sockets.ownerless());
        json.number("other_users_sockets", sockets == null ? null : sockets.others());
        json.number("overruns", sockets == null ? null : sockets.overruns());
        json.object("file_changed", status.file(), (object, change) -> change(object, "why", change));
        json.object("zone_changed", status.zone(), (object, change) -> change(object, "zone", change));
        json.object("not_measured", status.unmeasured(), (object, change) -> change(object, "why", change));
    }

    private static void change(JsonOutput json, String what, StatusReply.StatusChange change) throws IOException {
        json.time("since", change.since());
        json.text(what, change.what());
    }
}
