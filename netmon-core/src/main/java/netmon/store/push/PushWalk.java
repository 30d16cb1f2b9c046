package netmon.store.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.PushMark;
import netmon.model.PushMark.OpenRows;
import netmon.model.PushSlice;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.SeriesTotal;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.push.PushRows.SeriesStep;
import netmon.store.push.SliceTimes.Span;

/**
 * One run's way through the history: first again over what the run before last did not confirm, then on to the present.
 * It holds no connection; each batch reads the database anew.
 */
public final class PushWalk {
    private static final long DAY = 86_400;

    /** A batch fits into a heap of 64 MB, also with two hundred applications in each bucket. */
    private static final long BATCH_SECONDS = 2 * DAY;

    private static final long MOST_BUCKETS = 300;

    /** So much fits into one request, with what is sent again. */
    private static final long REQUEST_SECONDS = 1800;

    private final PushLimits limits;
    private final SliceTimes times;
    private final SeriesTrack track;
    private final SeriesNames names;
    private final Map<SeriesKey, SeriesTotal> sent;
    private final long startedFrom;
    private PushMark mark;
    private long position;

    /** The totals that were noted between the safe moment and the present one, by the moment. */
    private final NavigableMap<Long, Map<SeriesKey, SeriesTotal>> changes;

    private Set<SeriesKey> jumping = Set.of();
    private long plannedTo = Long.MIN_VALUE;

    PushWalk(
            PushLimits limits,
            PushMark mark,
            Map<SeriesKey, SeriesTotal> safe,
            Map<SeriesKey, SeriesTotal> sent,
            NavigableMap<Long, Map<SeriesKey, SeriesTotal>> changes,
            SeriesNames names) {
        this.limits = limits;
        this.times = new SliceTimes(limits.now(), limits.grid());
        this.mark = mark;
        this.position = mark.safe();
        this.startedFrom = mark.sent();
        this.track = new SeriesTrack(safe);
        this.sent = new HashMap<>(sent);
        this.changes = changes;
        this.names = names;
    }

    /** The mark as the last batch leaves it. */
    public PushMark mark() {
        return mark;
    }

    /** Whether there is a bucket that was never sent. */
    public boolean hasNews() {
        return limits.settled() > mark.sent() || limits.isBeyond(mark.sent());
    }

    public boolean isAtEnd() {
        return position >= mark.sent() && !hasNews();
    }

    /** The present totals of all series, in no particular order. */
    public List<SeriesTotal> totals() {
        return List.copyOf(track.all().values());
    }

    PushBatch next(PushRows rows) throws StoreException {
        List<PushSlice> slices = new ArrayList<>();
        if (limits.isBeyond(mark.sent())) {
            track.all().putAll(sent); // what was sent in the wrong time cannot be sent again
            return advance(slices, limits.settled(), rows);
        }
        long start = position;
        while (position < mark.sent() && position - start <= REQUEST_SECONDS) {
            replay(slices, rows);
        }
        boolean isShort = start == position || limits.settled() - start <= REQUEST_SECONDS;
        return position >= mark.sent() && hasNews() && isShort
                ? advance(slices, advanceEnd(limits.settled()), rows)
                : new PushBatch(slices, List.of(), mark);
    }

    /** The end of the next batch: of a day, or of a half hour where a day has too many buckets. */
    private long batchEnd(long most) {
        long end = position + Math.min(BATCH_SECONDS, MOST_BUCKETS * limits.grid());
        long day = Math.floorDiv(end, DAY) * DAY;
        return Math.min(most, day > position ? day : Math.floorDiv(end, REQUEST_SECONDS) * REQUEST_SECONDS);
    }

    /** A slice is a batch of its own, so that the next run need not send again what the engine refused. */
    private long advanceEnd(long most) {
        return most - position <= REQUEST_SECONDS
                ? most
                : times.between(position, batchEnd(most)).get(0).to();
    }

    /** Makes the points that were sent before; a series whose rows give other values now gets its last point only. */
    private void replay(List<PushSlice> slices, PushRows rows) throws StoreException {
        Long noted = changes.higherKey(position);
        long end = noted == null ? mark.sent() : noted;
        Map<SeriesKey, SeriesTotal> wanted = changes.getOrDefault(end, Map.of());
        if (plannedTo != end) {
            jumping = jumping(end, wanted, rows);
            plannedTo = end;
        }
        long to = batchEnd(end);
        for (Span span : times.between(position, to)) {
            List<SeriesStep> steps = bySeries(rows.steps(span.from(), span.to(), limits.grid()));
            steps.removeIf(each -> jumping.contains(each.key()));
            if (span.to() == end) {
                jumping.forEach(key ->
                        steps.add(new SeriesStep(key, end, wanted(wanted, key).since(track.total(key)))));
            }
            join(slices, track.add(span, steps, jumping));
        }
        position = to;
    }

    private Set<SeriesKey> jumping(long end, Map<SeriesKey, SeriesTotal> wanted, PushRows rows) throws StoreException {
        Map<SeriesKey, Traffic> sums = new HashMap<>();
        for (SeriesStep each : bySeries(rows.steps(position, end, end))) {
            sums.merge(each.key(), each.bytes(), Traffic::plus);
        }
        Set<SeriesKey> keys = new HashSet<>(sums.keySet());
        keys.addAll(wanted.keySet());
        keys.removeIf(key ->
                track.total(key).plus(sums.getOrDefault(key, Traffic.NONE)).equals(wanted(wanted, key)));
        return keys;
    }

    private Traffic wanted(Map<SeriesKey, SeriesTotal> wanted, SeriesKey key) {
        SeriesTotal noted = wanted.get(key);
        return noted == null ? track.total(key) : noted.total();
    }

    private PushBatch advance(List<PushSlice> slices, long to, PushRows rows) throws StoreException {
        long from = Math.min(mark.sent(), to);
        long horizon = Math.max(mark.horizon(), to);
        Map<Span, List<SeriesStep>> raw = new HashMap<>();
        List<Span> spans = from < to ? times.between(from, to) : List.of(new Span(to, to));
        Map<SeriesKey, Traffic> present = rows.sums(mark.openRows(), mark.horizon());
        Map<SeriesKey, Traffic> bytes = new HashMap<>(present);
        for (Span span : spans) {
            long start = Math.max(span.from(), mark.horizon());
            List<SeriesStep> steps = start < span.to() ? rows.steps(start, span.to(), limits.grid()) : List.of();
            steps.forEach(each -> bytes.merge(each.key(), each.bytes(), Traffic::plus));
            raw.put(span, steps);
        }
        names.admit(bytes, rows, mark.horizon());
        Map<SeriesKey, Traffic> late = SeriesSums.growth(seen(), SeriesSums.bySeries(present, names), names);
        for (Span span : spans) {
            List<SeriesStep> steps = bySeries(raw.getOrDefault(span, List.of()));
            late.forEach((key, grown) -> steps.add(new SeriesStep(key, span.to(), grown)));
            late = Map.of();
            join(slices, track.add(span, steps, Set.of()));
        }
        repeatAtEnd(slices, to);
        return advanced(slices, to, horizon, rows);
    }

    /**
     * Interfaces show that the machine reports. Once a day, and at the end of a first push, each series gets a point:
     * queries of a day find it, and an engine that was killed again and again has the last total of all.
     */
    private void repeatAtEnd(List<PushSlice> slices, long to) {
        if (to == limits.settled()) {
            boolean isDue = mark.succeeded() == 0 || startedFrom / DAY != to / DAY;
            Set<SeriesKey> keys = track.keys().stream()
                    .filter(each -> isDue || each.family() == SeriesFamily.INTERFACE)
                    .collect(Collectors.toSet());
            slices.add(track.repeat(slices.remove(slices.size() - 1), keys));
        }
    }

    private PushBatch advanced(List<PushSlice> slices, long to, long horizon, PushRows rows) throws StoreException {
        OpenRows open = rows.open(horizon);
        Map<SeriesKey, Traffic> seen = SeriesSums.bySeries(rows.sums(open, horizon), names);
        boolean isReset = to < mark.sent();
        List<SeriesTotal> changed = new ArrayList<>();
        for (SeriesTotal each : totals()) {
            SeriesTotal noted =
                    new SeriesTotal(each.key(), each.at(), each.total(), seen.getOrDefault(each.key(), Traffic.NONE));
            if (isReset || !noted.equals(sent.get(each.key()))) {
                changed.add(noted);
            }
            track.all().put(each.key(), noted);
            sent.put(each.key(), noted);
        }
        mark = mark.sentTo(to, horizon, open);
        position = to;
        return new PushBatch(slices, changed, mark);
    }

    private Map<SeriesKey, Traffic> seen() {
        Map<SeriesKey, Traffic> seen = new HashMap<>();
        sent.forEach((key, total) -> seen.put(key, total.seen()));
        return seen;
    }

    private List<SeriesStep> bySeries(List<SeriesStep> raw) {
        return raw.stream()
                .map(each -> each.named(names.series(each.key()).name()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Adds a slice, to the one before it if both fit into one request. */
    private void join(List<PushSlice> slices, PushSlice slice) {
        int last = slices.size() - 1;
        if (last >= 0 && slice.to() - slices.get(last).from() <= REQUEST_SECONDS) {
            slices.set(last, slices.get(last).plus(slice));
        } else {
            slices.add(slice);
        }
    }
}
