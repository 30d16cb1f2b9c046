package netmon.cli.push;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.FactList;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.PeriodDates;
import netmon.cli.text.Timestamps;
import netmon.model.PushMark;
import org.jspecify.annotations.Nullable;

/** The state of all destinations. */
record PushStatusAnswer(List<DestinationState> states, long now, ZoneId zone) implements Answer {
    private static final int HEADING = "last success".length();

    /** A destination of the settings with its mark; null if nothing was pushed to it yet. */
    record DestinationState(
            PushDestination destination, @Nullable PushMark mark) {
        boolean isSound() {
            return mark == null || mark.failure().isEmpty();
        }

        @Nullable
        Long succeeded() {
            return mark == null || mark.succeeded() == 0 ? null : (Long) mark.succeeded();
        }

        /** How far the engine is behind, in seconds; null if nothing was pushed yet. */
        @Nullable
        Long lag(long now) {
            return mark == null ? null : (Long) Math.max(0, now - mark.accepted());
        }
    }

    @Override
    public String command() {
        return "push status";
    }

    @Override
    public boolean isEmpty() {
        return states.isEmpty();
    }

    @Override
    public void text(Page page) {
        FactList facts = new FactList(page, HEADING);
        String between = "";
        for (DestinationState each : states) {
            page.raw(between);
            facts.say(
                    each.destination().name(),
                    each.destination().protocol() + " to " + each.destination().place());
            describe(each, facts);
            between = "\n";
        }
    }

    private void describe(DestinationState each, FactList facts) {
        PushMark mark = each.mark();
        if (mark == null) {
            facts.say("last success", "none yet; run: netmon push");
            return;
        }
        facts.say("last success", mark.succeeded() == 0 ? "none yet" : moment(mark.succeeded()));
        facts.say("lag", length(now - mark.accepted()) + ", sent to " + moment(mark.accepted()));
        if (!mark.failure().isEmpty()) {
            facts.say("failure", moment(mark.attempted()) + ": " + mark.failure());
        }
        if (mark.refused() > 0) {
            facts.say("refused", mark.refused() + " requests for good, the last one with " + mark.refusal());
            facts.say(
                    "",
                    "Their totals are in later points. Prometheus takes old points if its setting"
                            + " storage.tsdb.out_of_order_time_window is long enough.");
        }
    }

    private String moment(long second) {
        return new PeriodDates(zone, now).moment(second);
    }

    private static String length(long seconds) {
        Duration lag = Duration.ofSeconds(Math.max(0, seconds));
        if (lag.toHours() >= 48) {
            return lag.toDays() + " days";
        }
        return lag.toMinutes() >= 120 ? lag.toHours() + " h" : lag.toMinutes() + " min";
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.list("destinations", states, (to, each) -> {
            PushMark mark = each.mark();
            to.text("name", each.destination().name());
            to.text("protocol", each.destination().protocol().toString());
            to.text("url", each.destination().place());
            to.time("last_success", each.succeeded());
            to.time("sent_to", mark == null ? null : (Long) mark.accepted());
            to.number("lag_seconds", each.lag(now));
            to.text("failure", mark == null || mark.failure().isEmpty() ? null : mark.failure());
            to.number("refused", mark == null ? 0L : mark.refused());
            to.text("refusal", mark == null || mark.refusal().isEmpty() ? null : mark.refusal());
        });
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("name", "protocol", "url", "last_success", "lag_seconds", "failure", "refused", "refusal");
        for (DestinationState each : states) {
            PushMark mark = each.mark();
            Long succeeded = each.succeeded();
            Long lag = each.lag(now);
            csv.row(
                    each.destination().name(),
                    each.destination().protocol().toString(),
                    each.destination().place(),
                    succeeded == null ? "" : Timestamps.iso(succeeded, zone),
                    lag == null ? "" : lag.toString(),
                    mark == null ? "" : mark.failure(),
                    Long.toString(mark == null ? 0 : mark.refused()),
                    mark == null ? "" : mark.refusal());
        }
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        long failed = states.stream().filter(each -> !each.isSound()).count();
        return "push: " + (failed == 0 ? "ok" : failed + " of " + states.size() + " failed");
    }
}
