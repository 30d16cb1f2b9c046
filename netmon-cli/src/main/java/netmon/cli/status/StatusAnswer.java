package netmon.cli.status;

import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import netmon.cli.client.ServiceStatus;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
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
        service(json);
        time(json, "last_sample", report.last());
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
            time(database, "since", report.first());
            database.text("unwritable", report.service().text("unwritable"));
            database.number("unwritten_samples", report.service().number("unwritten"));
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
        ServiceStatus live = report.service();
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("running", report.isRunning());
        cells.put("pid", pulse == null ? "" : pulse.pid());
        cells.put("started", time(pulse == null ? null : pulse.started() / 1000));
        cells.put("last_alive", time(pulse == null ? null : pulse.lastAlive() / 1000));
        cells.put("last_alive_exact", pulse == null ? "" : pulse.exact());
        cells.put("sockets_by", live.text("sockets"));
        cells.put("measures_bytes", live.isSilent() ? "" : live.measures());
        cells.put("open_sockets", number(live, "open"));
        cells.put("ownerless_sockets", number(live, "ownerless"));
        cells.put("cpu_milliseconds", number(live, "cpu"));
        cells.put("memory_bytes", number(live, "memory"));
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
        return (report.isRunning() ? "running, " : "not running, ") + measured + ", " + bytes.of(report.size());
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    private String time(@Nullable Long second) {
        return second == null ? "" : Timestamps.iso(second, zone);
    }

    private static Object number(ServiceStatus service, String key) {
        return service.knows(key) ? service.number(key) : "";
    }

    private void service(JsonOutput json) throws IOException {
        Heartbeat.Pulse pulse = report.pulse();
        if (pulse == null) {
            json.nothing("service");
            return;
        }
        json.object("service", service -> {
            service.number("pid", pulse.pid());
            service.time("started", pulse.started() / 1000);
            service.time("last_alive", pulse.lastAlive() / 1000);
            service.flag("last_alive_exact", pulse.exact());
            ServiceStatus live = report.service();
            number(service, "cpu_milliseconds", live, "cpu");
            number(service, "memory_bytes", live, "memory");
            number(service, "late_ticks", live, "late");
            number(service, "missed_ticks", live, "missed");
            service.text("version", live.text("version"));
            service.text("user", live.text("user"));
            service.text("interfaces_by", live.text("interfaces"));
            service.text("sockets_by", live.text("sockets"));
            service.text("better_ways", live.text("instead"));
            service.text("trouble", live.text("trouble"));
            service.text("not_understood", live.text("unread"));
            service.flag("measures_bytes", live.measures());
            service.number("open_sockets", live.number("open"));
            service.number("ownerless_sockets", live.number("ownerless"));
            number(service, "other_users_sockets", live, "others");
            number(service, "overruns", live, "overruns");
            turn(service, "file_changed", "why", live.turn("anew"));
            turn(service, "zone_changed", "zone", live.turn("zone"));
        });
    }

    private static void time(JsonOutput json, String name, @Nullable Long second) throws IOException {
        if (second == null) {
            json.nothing(name);
        } else {
            json.time(name, second);
        }
    }

    private static void turn(JsonOutput json, String name, String what, ServiceStatus.@Nullable Turn turn)
            throws IOException {
        if (turn == null) {
            json.nothing(name);
            return;
        }
        json.object(name, change -> {
            change.time("since", turn.at());
            change.text(what, turn.what());
        });
    }

    private static void number(JsonOutput json, String name, ServiceStatus service, String key) throws IOException {
        if (service.knows(key)) {
            json.number(name, service.number(key));
        } else {
            json.nothing(name);
        }
    }
}
