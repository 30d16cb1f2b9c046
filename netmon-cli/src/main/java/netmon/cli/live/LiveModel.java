package netmon.cli.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import netmon.model.WrittenRow;

/** All that the live screen shows, put together from the news. */
final class LiveModel {
    private final Map<View, Rates> rates = new EnumMap<>(View.class);
    private final SampleSpan appPace = new SampleSpan();
    private final SampleSpan interfacePace = new SampleSpan();
    private long clock;
    private long held;
    private long looked = Long.MIN_VALUE;
    private long lookedSpan = 1;
    private View lookedAt = View.APPS;
    private String trouble = "";
    private boolean blind;
    /** The last second of which the service told in the place of rows that it could not write. */
    private long toldUntil = Long.MIN_VALUE;

    LiveModel() {
        for (View each : View.values()) {
            rates.put(each, new Rates());
        }
    }

    void take(Update news) {
        clock = news.clock();
        held = news.held();
        trouble = news.trouble();
        blind = news.isBlind();
        takeSamples(View.APPS, appPace, news.apps());
        takeSamples(View.INTERFACES, interfacePace, news.interfaces());
        Update.SocketReadUpdate look = news.look();
        if (look != null && (look.second() != looked || news.view() != lookedAt)) {
            looked = look.second();
            lookedSpan = look.span();
            lookedAt = news.view();
            if (news.view() == View.APPS) {
                toldUntil = look.second();
                appPace.span(look.second(), look.total().total());
            }
            for (Update.Moved each : look.rows()) {
                of(news.view()).add(look.second(), look.span(), each.thing(), each.traffic(), true, each.estimated());
            }
        }
    }

    Rates of(View view) {
        Rates found = rates.get(view);
        if (found == null) {
            throw new IllegalStateException("no rates of " + view);
        }
        return found;
    }

    /** The second that is shown as now. */
    long now(View view) {
        return switch (view) {
            case APPS -> appPace.now(clock, held);
            case INTERFACES -> interfacePace.now(clock, held);
            case PROCESSES, CONNECTIONS -> Math.max(looked, clock - 1 - lookedSpan);
        };
    }

    /** Epoch second of the last news. */
    long clock() {
        return clock;
    }

    /** Why there is less to be seen than there should be; empty where all is well. */
    String trouble() {
        return trouble;
    }

    /** Whether nothing of now can be seen. */
    boolean isBlind() {
        return blind;
    }

    /** The rows of a sample have one second and follow each other. */
    private void takeSamples(View view, SampleSpan pace, List<WrittenRow> rows) {
        int begin = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || rows.get(i).at() != rows.get(begin).at()) {
                takeSample(view, pace, rows.subList(begin, i));
                begin = i;
            }
        }
    }

    private void takeSample(View view, SampleSpan pace, List<WrittenRow> sample) {
        long second = sample.get(0).at();
        if (view == View.APPS && second <= toldUntil) {
            return; // it is shown already
        }
        long bytes = 0;
        for (WrittenRow each : sample) {
            bytes += each.counted() ? each.traffic().total() : 0;
        }
        long span = pace.span(second, bytes);
        for (WrittenRow each : sample) {
            RateKey thing = new RateKey(each.name(), each.counted() ? "" : "does not count");
            of(view).add(second, span, thing, each.traffic(), each.counted(), false);
        }
    }
}
