package netmon.cli.stats;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficReader;

/**
 * The applications that moved their first bytes in a period, the latest first.
 *
 * @param zone of times
 */
record NewAppsAnswer(Period period, List<NewApp> apps, ZoneId zone) implements Answer {
    private static final int RULE = 76;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("First seen", "First seen", 19, 3),
            new Column("Downloaded", "Down", 12, 0),
            new Column("Uploaded", "Up", 12, 1));

    /** @param first epoch second of its first row */
    record NewApp(String name, long first, Traffic traffic) {}

    /** @param names only these applications, in upper or lower case; empty for all */
    static NewAppsAnswer read(TrafficReader store, Period period, List<String> names, ZoneId zone)
            throws StoreException {
        Map<String, Long> first = store.firstSights(period.from());
        List<NewApp> apps = new ArrayList<>();
        for (AppTraffic each : store.apps(period)) {
            Long at = first.get(each.app());
            boolean isAsked = names.isEmpty() || names.stream().anyMatch(each.app()::equalsIgnoreCase);
            if (at != null && isAsked && !each.app().equals(App.UNATTRIBUTED)) {
                apps.add(new NewApp(each.app(), at, each.traffic()));
            }
        }
        apps.sort(Comparator.comparing(NewApp::first).reversed().thenComparing(NewApp::name));
        return new NewAppsAnswer(period, List.copyOf(apps), zone);
    }

    @Override
    public String command() {
        return "stats new";
    }

    @Override
    public void text(Page page) {
        page.heading("New applications (" + page.title(period) + ")");
        page.blank();
        Table table = new Table(RULE, COLUMNS);
        for (NewApp each : apps) {
            table.row(List.of(
                    TextCell.name(each.name()),
                    Timestamps.text(each.first(), zone),
                    page.bytes().of(each.traffic().received()),
                    page.bytes().of(each.traffic().sent())));
        }
        table.print(page);
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(period);
        json.list("applications", apps, (item, each) -> {
            item.text("application", each.name());
            item.time("first_seen", each.first());
            item.traffic(each.traffic());
        });
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("application", "first_seen", "received", "sent", "total");
        for (NewApp each : apps) {
            Traffic traffic = each.traffic();
            csv.row(
                    each.name(),
                    Timestamps.iso(each.first(), zone),
                    traffic.received(),
                    traffic.sent(),
                    traffic.total());
        }
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        return apps.size() + (apps.size() == 1 ? " new application" : " new applications");
    }

    @Override
    public boolean isEmpty() {
        return apps.isEmpty();
    }
}
