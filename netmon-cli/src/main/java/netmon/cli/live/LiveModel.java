package netmon.cli.live;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Gap;
import netmon.model.SampleTiming;
import netmon.model.WrittenRow;

/** The data of the live screen, made of all updates so far. */
final class LiveModel {
    private final Map<View, Rates> rates = new EnumMap<>(View.class);
    private Rates processes = new Rates();
    private final SampleSpan appSpan = new SampleSpan();
    private final SampleSpan interfaceSpan = new SampleSpan();
    private TodayAmounts today = TodayAmounts.NONE;
    private View shown = View.APPS;
    private long clock;
    private long pendingSeconds;
    private final Set<View> readViews = EnumSet.noneOf(View.class);
    private long readAt = Long.MIN_VALUE;
    private long readSpan = 1;
    private View readView = View.APPS;
    private String trouble = "";
    private boolean blind;
    /** The last second that the service reported in place of rows that it could not write. */
    private long reportedUntil = Long.MIN_VALUE;

    void take(Update update) {
        clock = update.clock();
        pendingSeconds = update.pendingSeconds();
        trouble = update.trouble();
        blind = update.isBlind();
        Update.StoredUpdate stored = update.stored();
        takeSamples(View.APPS, appSpan, stored.apps(), stored.gaps());
        takeSamples(View.INTERFACES, interfaceSpan, stored.interfaces(), stored.gaps());
        today = stored.today() == null ? today : stored.today();
        takeRead(update);
    }

    /** The user opened this view. What the service reported for it earlier has holes, and is dropped. */
    void open(View view) {
        if (view != shown && view.isAsked()) {
            readViews.remove(view);
            rates.remove(view);
            processes = new Rates();
            readAt = Long.MIN_VALUE; // the service's last read may be taken again
        }
        shown = view;
    }

    /** The bytes since midnight; those of the last time that the view had such a column. */
    TodayAmounts today() {
        return today;
    }

    /** Takes the socket read of an update alone, and leaves the clock and all other data as they are. */
    void takeRead(Update update) {
        Update.SocketReadUpdate read = update.read();
        View view = update.view();
        if (read == null || (read.second() == readAt && view == readView)) {
            return;
        }
        readAt = read.second();
        readSpan = read.span();
        readView = view;
        readViews.add(view);
        if (view == View.APPS) {
            reportedUntil = readAt;
            appSpan.span(readAt, read.total().total());
        }
        if (readSpan > SampleTiming.LONGEST.toSeconds()) {
            of(view).restart(readAt + 1); // its bytes are those of a gap
            return;
        }
        for (Update.Moved each : read.rows()) {
            of(view).add(readAt, readSpan, each.key(), each.traffic(), true, each.estimated());
        }
        if (view == View.CONNECTIONS) { // the screen of one application has its processes as well
            for (Update.Moved each : read.byProcess()) {
                processes.add(readAt, readSpan, each.key(), each.traffic(), true, each.estimated());
            }
        }
    }

    /** Whether the screen still waits for the service's first data of this view. */
    boolean isAwaited(View view) {
        return view.isAsked() && !readViews.contains(view);
    }

    Rates of(View view) {
        return rates.computeIfAbsent(view, each -> new Rates());
    }

    /** The processes that have the connections. */
    Rates processes() {
        return processes;
    }

    /** The second that the screen shows as now. */
    long now(View view) {
        return switch (view) {
            case APPS -> appSpan.now(clock, pendingSeconds);
            case INTERFACES -> interfaceSpan.now(clock, pendingSeconds);
            case PROCESSES, CONNECTIONS -> Math.max(readAt, clock - 1 - readSpan);
        };
    }

    /** Epoch second of the last update. */
    long clock() {
        return clock;
    }

    /** Why data are missing; empty if none are. */
    String trouble() {
        return trouble;
    }

    /** Whether no present data are known. */
    boolean isBlind() {
        return blind;
    }

    /** Takes rows; those of one sample have the same second and follow each other. */
    private void takeSamples(View view, SampleSpan spans, List<WrittenRow> rows, List<Gap> gaps) {
        int start = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || rows.get(i).at() != rows.get(start).at()) {
                takeSample(view, spans, rows.subList(start, i), gaps);
                start = i;
            }
        }
    }

    private void takeSample(View view, SampleSpan spans, List<WrittenRow> sample, List<Gap> gaps) {
        long second = sample.get(0).at();
        if (view == View.APPS && second <= reportedUntil) {
            return; // the service reported its bytes already
        }
        long bytes = 0;
        for (WrittenRow each : sample) {
            bytes += each.counted() ? each.traffic().total() : 0;
        }
        boolean isOfGap = spans.isOfGap(second, gaps);
        long span = spans.span(second, bytes);
        if (isOfGap) {
            of(view).restart(second + 1);
            return;
        }
        for (WrittenRow each : sample) {
            RateKey key = new RateKey(each.name(), each.counted() ? "" : "does not count");
            of(view).add(second, span, key, each.traffic(), each.counted(), each.estimated());
        }
    }
}
