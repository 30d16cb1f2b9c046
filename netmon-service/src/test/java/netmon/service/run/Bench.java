package netmon.service.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.protocol.RatesReply;
import netmon.protocol.Request;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource;
import netmon.service.control.LiveRequest;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.HandClock;
import netmon.service.fakes.Rows;
import netmon.service.load.LoadMeter;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;
import org.jspecify.annotations.Nullable;

/** The service on a machine of fakes and a real database, its seconds turned by hand. */
public final class Bench implements AutoCloseable {
    private static final Retention SHORT =
            new Retention(Duration.ofHours(1), Duration.ofHours(5), Duration.ofHours(10));

    public final HandClock clock = new HandClock();
    public final FakeInterfaces interfaces = new FakeInterfaces();
    public final FakeSockets sockets = new FakeSockets();
    public final Rows rows;
    private final Path file;
    private final List<SocketSource> sources;
    private @Nullable TrafficWriter log;
    private @Nullable Compaction compaction;
    private @Nullable Service service;
    private @Nullable LiveRequest live;

    private final Duration commitEvery;

    private Bench(Path file, Duration commitEvery, List<SocketSource> others) {
        this.file = file;
        this.commitEvery = commitEvery;
        this.rows = new Rows(file);
        this.sources = others.isEmpty() ? List.of(sockets) : others;
    }

    /** Starts the service and lets it take its baseline. */
    public static Bench start(Path file) throws StoreException {
        return start(file, Duration.ofSeconds(1), List.of());
    }

    /** The same with other sources of sockets than the fake one. */
    public static Bench start(Path file, List<SocketSource> sources) throws StoreException {
        return start(file, Duration.ofSeconds(1), sources);
    }

    /** Starts the service, which commits every so often, and lets it take its baseline. */
    public static Bench start(Path file, Duration commitEvery) throws StoreException {
        return start(file, commitEvery, List.of());
    }

    private static Bench start(Path file, Duration commitEvery, List<SocketSource> sources) throws StoreException {
        Bench bench = new Bench(file, commitEvery, sources);
        bench.start(true);
        bench.second();
        return bench;
    }

    /** The service starts; its first tick comes with the next second. */
    public void start(boolean trackApps) throws StoreException {
        TrafficWriter opened = TrafficWriter.open(file);
        SocketScanner scanner = trackApps ? new SocketScanner(sources, clock) : null;
        Settings settings = new Settings(
                file, Duration.ofSeconds(1), commitEvery, ScannerChoice.AUTO, Set.of(), trackApps, Retention.DEFAULT);
        LiveRequest fresh = new LiveRequest(clock, sockets);
        live = fresh;
        service = new Service(
                new Sources(clock, interfaces, scanner, sockets),
                opened,
                fresh,
                null,
                null,
                LoadMeter.unbounded(settings.interval().toNanos()),
                opened.lastReading(),
                settings);
        log = opened;
        compaction = opened.compaction(SHORT);
    }

    /** An application moves bytes through eth0, which are measured exactly. */
    public Bench moves(String app, long received, long sent) {
        sockets.moves(app, received, sent);
        interfaces.moves("eth0", received, sent);
        return this;
    }

    /** A second goes by, then the service ticks. */
    public void second() {
        seconds(1);
    }

    /** As many seconds, with a tick at the end of each. */
    public void seconds(int count) {
        for (int i = 0; i < count; i++) {
            clock.pass(1000);
            service().step();
        }
    }

    /** Some of the compaction that is due, of rows that stay fine for hours only. */
    void compact(int steps) throws StoreException {
        boolean more = compaction != null;
        for (int i = 0; i < steps && more; i++) {
            more = compaction != null && compaction.step(clock.seconds());
        }
    }

    /** The service ends as a signal ends it. */
    public void stop() throws StoreException {
        service().finish();
        kill();
    }

    /** The service ends without writing anything more. */
    public void kill() throws StoreException {
        if (log != null) {
            log.close();
        }
        log = null;
        service = null;
    }

    /** What the command would be answered. */
    public RatesReply live(Request.Grouping by) {
        return live == null ? RatesReply.PENDING : live.answer(new Request.GetRates(by));
    }

    Service service() {
        if (service == null) {
            throw new IllegalStateException("the service is not started");
        }
        return service;
    }

    @Override
    public void close() throws StoreException {
        kill();
    }
}
