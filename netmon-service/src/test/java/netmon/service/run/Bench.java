package netmon.service.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.ContainerChoice;
import netmon.model.DetailKind;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.protocol.RatesReply;
import netmon.protocol.Request;
import netmon.protocol.StatusReply;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketScanner;
import netmon.scan.SocketSource;
import netmon.service.control.LiveRequest;
import netmon.service.detail.DetailListener;
import netmon.service.detail.ProcessNames;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.HandClock;
import netmon.service.fakes.Rows;
import netmon.service.load.LoadMeter;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.tick.SampleListener;
import netmon.service.tick.SampleListeners;
import netmon.service.tick.SampleQueue;
import netmon.service.tick.Tick;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/** The tick on a machine of fakes with a real database; the test advances the seconds. */
public final class Bench implements AutoCloseable {
    private static final Retention SHORT =
            new Retention(Duration.ofHours(1), Duration.ofHours(5), Duration.ofHours(10));

    private static final long BEAT_NANOS = 10_000_000;

    public final HandClock clock = new HandClock();
    public final FakeInterfaces interfaces = new FakeInterfaces();
    public final FakeSockets sockets = new FakeSockets();
    public final Rows rows;
    private final Path file;
    private final List<SocketSource> sources;
    private @Nullable TrafficWriter log;
    private @Nullable Compaction compaction;
    private @Nullable Tick tick;
    private @Nullable SampleQueue queue;
    private @Nullable LiveRequest live;
    private @Nullable SocketScanner scanner;

    private final Duration commitEvery;
    private boolean withDetail;

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

    /** Starts the service with these sources of sockets instead of the fake one. */
    public static Bench start(Path file, List<SocketSource> sources) throws StoreException {
        return start(file, Duration.ofSeconds(1), sources);
    }

    /** Starts the service with this time between commits, and lets it take its baseline. */
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
        scanner = trackApps ? new SocketScanner(sources, clock) : null;
        Settings settings = new Settings(
                file,
                Duration.ofSeconds(1),
                commitEvery,
                ScannerChoice.AUTO,
                ContainerChoice.BY_NAME,
                Set.of(),
                Set.of(),
                trackApps,
                Retention.DEFAULT);
        LiveRequest view = new LiveRequest(clock, sockets);
        live = view;
        SampleQueue written = new SampleQueue(opened, clock, settings.mayWait());
        queue = written;
        SampleListener stored = written;
        if (withDetail) {
            opened.storeDetail();
            ProcessNames names = new ProcessNames(sockets, pid -> "me");
            stored = new DetailListener(written, EnumSet.allOf(DetailKind.class), names, List::of, address -> {});
        }
        tick = new Tick(
                new Sources(clock, interfaces, scanner, sockets, Map::of),
                new SampleListeners()
                        .add("database", stored)
                        .add(
                                "live view",
                                (sample, claims) -> view.see(sample.at(), sample.nanos(), claims, sample.apps())),
                LoadMeter.unbounded(settings.interval().toNanos()),
                settings.interval(),
                opened.lastReading());
        log = opened;
        compaction = opened.compaction(SHORT);
    }

    /** Lets the service store detail, or not, from its next start on. */
    void storeDetail(boolean isOn) {
        withDetail = isOn;
    }

    /** Lets an application move bytes through eth0, which its socket counts exactly. */
    public Bench moves(String app, long received, long sent) {
        sockets.moves(app, received, sent);
        interfaces.moves("eth0", received, sent);
        return this;
    }

    /** Since when nothing is measured. */
    public StatusReply.@Nullable StatusChange unmeasured() {
        return tick().unmeasured();
    }

    /** Advances the clock by a second, then ticks. */
    public void second() {
        seconds(1);
    }

    /** Advances the clock by this many seconds, with a tick after each. */
    public void seconds(int count) {
        for (int i = 0; i < count; i++) {
            clock.pass(1000);
            tick().run();
        }
    }

    /** Why the numbers of the source are not believed; empty if they are. */
    public String doubt() {
        return scanner == null ? "" : scanner.doubt();
    }

    /** Makes some steps of the compaction, of rows that are kept for hours only. */
    void compact(int steps) throws StoreException {
        boolean more = compaction != null;
        for (int i = 0; i < steps && more; i++) {
            more = compaction != null && compaction.step(clock.seconds());
        }
    }

    /** Stops the service as a signal does. */
    public void stop() throws StoreException {
        tick().finish();
        queue().finish();
        kill();
    }

    /** Ends the service without another write. */
    public void kill() throws StoreException {
        if (log != null) {
            log.close();
        }
        log = null;
        tick = null;
        queue = null;
    }

    /** The reply to the command's request. */
    public RatesReply live(Request.Grouping by) {
        return live == null ? RatesReply.PENDING : live.answer(new Request.GetRates(by));
    }

    /** The loop around the ticks, with these duties after each of them. */
    Service service(List<PeriodicDuty> duties) throws StoreException {
        return new Service(
                tick(),
                queue(),
                duties,
                Heartbeat.start(file, clock.wallMillis()),
                null,
                clock,
                LoadMeter.unbounded(BEAT_NANOS),
                BEAT_NANOS);
    }

    SampleQueue queue() {
        return started(queue);
    }

    private Tick tick() {
        return started(tick);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the service is not started");
        }
        return part;
    }

    @Override
    public void close() throws StoreException {
        kill();
    }
}
