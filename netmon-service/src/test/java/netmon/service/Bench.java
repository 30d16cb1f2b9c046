package netmon.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import netmon.scan.Scanner;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource;
import netmon.store.Compaction;
import netmon.store.StoreException;
import netmon.store.Tiers;
import netmon.store.TrafficLog;
import org.jspecify.annotations.Nullable;

/** The service on a machine of fakes and a real database, its seconds turned by hand. */
final class Bench implements AutoCloseable {
    private static final Tiers SHORT = new Tiers(Duration.ofHours(1), Duration.ofHours(5), Duration.ofHours(10));

    final HandClock clock = new HandClock();
    final FakeInterfaces interfaces = new FakeInterfaces();
    final FakeSockets sockets = new FakeSockets();
    final Rows rows;
    private final Path file;
    private final List<SocketSource> sources;
    private @Nullable TrafficLog log;
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
    static Bench start(Path file) throws StoreException {
        return start(file, Duration.ofSeconds(1), List.of());
    }

    /** The same with other sources of sockets than the fake one. */
    static Bench start(Path file, List<SocketSource> sources) throws StoreException {
        return start(file, Duration.ofSeconds(1), sources);
    }

    /** Starts the service, which commits every so often, and lets it take its baseline. */
    static Bench start(Path file, Duration commitEvery) throws StoreException {
        return start(file, commitEvery, List.of());
    }

    private static Bench start(Path file, Duration commitEvery, List<SocketSource> sources) throws StoreException {
        Bench bench = new Bench(file, commitEvery, sources);
        bench.start(true);
        bench.second();
        return bench;
    }

    /** The service starts; its first tick comes with the next second. */
    void start(boolean trackApps) throws StoreException {
        TrafficLog opened = TrafficLog.open(file);
        SocketScanner scanner = trackApps ? new SocketScanner(sources, clock) : null;
        Settings settings = new Settings(
                file, Duration.ofSeconds(1), commitEvery, Scanner.AUTO, Set.of(), trackApps, Tiers.DEFAULT);
        LiveRequest fresh = new LiveRequest(clock, sockets);
        live = fresh;
        service = new Service(
                new Sources(clock, interfaces, scanner, sockets),
                opened,
                fresh,
                null,
                null,
                Effort.unbounded(settings.interval().toNanos()),
                opened.lastReading(),
                settings);
        log = opened;
        compaction = opened.compaction(SHORT);
    }

    /** An application moves bytes through eth0, which are measured exactly. */
    Bench moves(String app, long received, long sent) {
        sockets.moves(app, received, sent);
        interfaces.moves("eth0", received, sent);
        return this;
    }

    /** A second goes by, then the service ticks. */
    void second() {
        seconds(1);
    }

    /** As many seconds, with a tick at the end of each. */
    void seconds(int count) {
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
    void stop() throws StoreException {
        service().finish();
        kill();
    }

    /** The service ends without writing anything more. */
    void kill() throws StoreException {
        if (log != null) {
            log.close();
        }
        log = null;
        service = null;
    }

    /** What the command would be answered. */
    String live(String what) {
        return live == null ? "" : live.answer(what);
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
