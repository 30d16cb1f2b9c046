package netmon.store.push;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import netmon.model.PushMark;
import netmon.model.PushSlice;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.store.Compaction;
import netmon.store.Samples;
import netmon.store.TrafficReader;
import netmon.store.TrafficWriter;

/** A machine with a database, a clock that the test sets, and runs to a {@link StrictEngine}. */
final class PushMachine implements AutoCloseable {
    static final long START = 1_790_000_000L;

    private static final long DAY = 86_400;

    final TrafficWriter store;
    StrictEngine engine = new StrictEngine();
    long now = START;
    int apps = 100;
    long since = 30 * DAY;
    private final Path file;
    private Compaction compaction;
    private final List<StrictEngine> earlier = new ArrayList<>();

    PushMachine(Path file) throws StoreException {
        this.file = file;
        this.store = TrafficWriter.open(file, ZoneId.of("UTC"));
        this.compaction = store.compaction(Retention.DEFAULT);
    }

    PushMachine moves(Samples sample) throws StoreException {
        store.append(sample.sample());
        return this;
    }

    PushMachine moves(String app, long in, long out) throws StoreException {
        return moves(Samples.at(now).app(app, in, out).counted("en0", in, out));
    }

    PushMachine sleeps(Duration length) {
        now += length.toSeconds();
        return this;
    }

    PushMachine compacts() throws StoreException {
        compaction = store.compaction(Retention.DEFAULT);
        for (int i = 0; i < 5000; i++) {
            if (!compaction.step(now) && !compaction.step(now + 20)) {
                return this;
            }
        }
        throw new IllegalStateException("compaction does not end");
    }

    PushMark mark() throws StoreException {
        PushMark mark = store.pushes().mark("test");
        if (mark == null) {
            throw new IllegalStateException("nothing was pushed");
        }
        return mark;
    }

    void pushes() throws StoreException {
        pushes(Integer.MAX_VALUE);
    }

    /** Pushes, but after so many slices the engine does not answer any more. */
    void pushes(int slices) throws StoreException {
        PushLimits limits = new PushLimits(now, 300, apps, since);
        PushMark start = store.pushes().mark("test");
        if (start == null) {
            PushBatch batch = begin(limits);
            store.pushes().put("test", batch.mark().sent(), batch.totals());
            store.pushes().save(batch.mark());
            start = batch.mark();
        }
        PushWalk walk = resume(start, limits);
        if (!walk.hasNews()) {
            return;
        }
        StrictEngine before = engine.copy();
        int left = slices;
        while (!walk.isAtEnd()) {
            PushBatch batch = read(walk);
            store.pushes().put("test", batch.mark().sent(), batch.totals());
            store.pushes()
                    .save(batch.mark()
                            .safeFrom(Math.min(start.safe(), batch.mark().sent())));
            for (PushSlice each : batch.slices()) {
                if (left-- == 0) {
                    return;
                }
                engine.accept(each);
            }
        }
        store.pushes()
                .save(walk.mark()
                        .safeFrom(Math.min(start.sent(), walk.mark().sent()))
                        .ended(now, ""));
        earlier.add(before);
    }

    /** The engine is killed and has lost what the last complete run gave to it. */
    void engineIsKilled() {
        if (!earlier.isEmpty()) {
            engine = earlier.get(earlier.size() - 1).copy();
        }
    }

    private PushWalk resume(PushMark mark, PushLimits limits) throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            return reader.pushes().resume(mark, limits);
        }
    }

    private PushBatch begin(PushLimits limits) throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            return reader.pushes().start("test", "instance", limits);
        }
    }

    private PushBatch read(PushWalk walk) throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            return reader.pushes().next(walk);
        }
    }

    @Override
    public void close() throws StoreException {
        store.close();
    }
}
