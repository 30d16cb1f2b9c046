package netmon.service.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import netmon.model.HostNameChoice;
import netmon.model.LastReading;
import netmon.model.OperatingSystem;
import netmon.platform.Platform;
import netmon.protocol.Request;
import netmon.scan.Clock;
import netmon.scan.SocketScanner;
import netmon.scan.SystemPrograms;
import netmon.service.alerts.AlertNotifier;
import netmon.service.alerts.AlertWatch;
import netmon.service.alerts.DesktopNotification;
import netmon.service.alerts.TestNotification;
import netmon.service.control.ChangeRequests;
import netmon.service.control.ControlSocket;
import netmon.service.control.DoctorRequest;
import netmon.service.control.LiveRequest;
import netmon.service.control.RequestRouter;
import netmon.service.control.SocketsRequest;
import netmon.service.control.StatusRequest;
import netmon.service.detail.DestinationNames;
import netmon.service.detail.DetailListener;
import netmon.service.detail.OwnPrefixes;
import netmon.service.detail.ProcessNames;
import netmon.service.detail.ProcessUsers;
import netmon.service.doctor.Doctor;
import netmon.service.load.CpuBudget;
import netmon.service.load.HeapTrim;
import netmon.service.load.LoadMeter;
import netmon.service.load.OwnProcessCost;
import netmon.service.log.Survivable;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.tick.SampleListeners;
import netmon.service.tick.SampleQueue;
import netmon.service.tick.Tick;
import netmon.store.NetworkStore;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.SocketPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that puts the parts of a service together: listeners, duties and requests each have a line here. */
final class ServiceWiring {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceWiring.class);

    /** A share of one core. Tests set the property to exceed the budget. */
    private static final double BUDGET =
            Double.parseDouble(System.getProperty("netmon.budget", Double.toString(CpuBudget.SHARE)));

    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);
    private static final Duration EACH_TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration EACH_TWENTY_SECONDS = Duration.ofSeconds(20);

    private final Settings settings;
    private final Sources sources;
    private final Clock clock;
    private final TrafficWriter log;
    private final SampleQueue queue;
    private final ZoneWatch zones;
    private final Handover before;
    private final LoadMeter load;
    private final LiveRequest live;
    private final ParserWatch parsers;
    private final DesktopNotification desktop;
    private final AlertNotifier notifier;
    private final AlertWatch alerts;
    private final PeriodicDuty alertDuty;
    private final DestinationNames names;

    /**
     * @param log the open database
     * @param before the state of the previous database of this process
     */
    ServiceWiring(
            Settings settings,
            Sources sources,
            TrafficWriter log,
            SampleQueue queue,
            ZoneWatch zones,
            Handover before) {
        this.settings = settings;
        this.sources = sources;
        this.clock = sources.clock();
        this.log = log;
        this.queue = queue;
        this.zones = zones;
        this.before = before;
        load = new LoadMeter(OwnProcessCost.here(), settings.interval().toNanos(), new CpuBudget(BUDGET));
        live = new LiveRequest(clock, sources.processes());
        parsers = new ParserWatch(sources);
        desktop = new DesktopNotification(OperatingSystem.current(), SystemPrograms.PLACES, System.getenv());
        notifier = new AlertNotifier(settings.database(), desktop, clock::monotonicNanos);
        alerts = new AlertWatch(log.alerts(), notifier, ZoneId::systemDefault);
        alertDuty = new PeriodicDuty("alerts", EACH_MINUTE, alerts::check);
        names = new DestinationNames(
                Platform.of(OperatingSystem.current()).resolved(), log::writeHosts, clock::monotonicNanos);
    }

    /**
     * Measures until the service is stopped or the database is lost.
     *
     * @param last the last reading of the previous run; null in an empty database
     * @param doctor examines this machine, in a thread of its own
     * @param started receives the service, which another thread may stop
     */
    void run(
            Heartbeat heartbeat,
            @Nullable LastReading last,
            Supplier<Doctor.DoctorFindings> doctor,
            Consumer<Service> started) {
        Tick tick = new Tick(sources, listeners(), load, settings.interval(), last);
        RequestRouter requests = requests(doctor, tick);
        try (notifier;
                ControlSocket control = control(settings.database(), requests)) {
            long interval = settings.interval().toNanos();
            Service service = new Service(tick, queue, duties(), heartbeat, control, clock, load, interval);
            started.accept(service);
            long pid = ProcessHandle.current().pid();
            LOG.info("measuring into {} as process {}", settings.database(), pid);
            service.run();
        }
    }

    private SampleListeners listeners() {
        return new SampleListeners()
                .add("database", settings.detail().isEmpty() ? queue : detail())
                .add("live view", (sample, claims) -> live.see(sample.at(), sample.nanos(), claims, sample.apps()));
    }

    private DetailListener detail() {
        ProcessNames processes = new ProcessNames(sources.processes(), ProcessUsers.of(OperatingSystem.current()));
        OwnPrefixes own = OwnPrefixes.ofThisMachine(clock::monotonicNanos);
        boolean isNamed = settings.detailNames() == HostNameChoice.RESOLVED;
        return new DetailListener(queue, settings.detail(), processes, own, isNamed ? names : destination -> {});
    }

    private List<PeriodicDuty> duties() {
        CompactionSchedule compaction = new CompactionSchedule(
                log.compaction(settings.tiers(), settings.detailBytes()),
                clock::monotonicNanos,
                load::compactionStep,
                queue::noteLoss);
        NetworkStore networks = log.networks();
        HeapTrim heap = new HeapTrim();
        return List.of(
                new PeriodicDuty(
                        "networks",
                        EACH_MINUTE,
                        now -> networks.write(now, sources.networks().call())),
                new PeriodicDuty("detail", EACH_TEN_SECONDS, log::writeWaitingDetail),
                new PeriodicDuty("names", EACH_TEN_SECONDS, names::work),
                new PeriodicDuty("compaction", PeriodicDuty.EACH_TICK, compaction::work),
                new PeriodicDuty("time zone", EACH_MINUTE, now -> zones.check(now, log::moveTo)),
                new PeriodicDuty("notifications", PeriodicDuty.EACH_TICK, now -> notifier.work()),
                alertDuty,
                new PeriodicDuty("heap", EACH_TWENTY_SECONDS, now -> heap.work()),
                new PeriodicDuty("parsers", PeriodicDuty.EACH_TICK, now -> parsers.check()));
    }

    private RequestRouter requests(Supplier<Doctor.DoctorFindings> doctor, Tick tick) {
        SocketScanner sockets = sources.sockets();
        ChangeRequests changes = new ChangeRequests(log, queue::flush, this::alertsChanged);
        return new RequestRouter()
                .on(Request.AddAlert.class, changes::addAlert)
                .on(Request.RemoveAlert.class, changes::removeAlert)
                .on(Request.PutPushTotals.class, changes::putPushTotals)
                .on(Request.SavePushMark.class, changes::savePushMark)
                .on(Request.ForgetPush.class, changes::forgetPush)
                .on(Request.GetRates.class, live)
                .on(Request.PurgeBefore.class, changes::purge)
                .on(Request.PurgeDetail.class, changes::purgeDetail)
                .on(Request.GetSockets.class, new SocketsRequest(sockets, sources.processes()))
                .on(Request.GetStatus.class, status(sockets, tick))
                .onSlow(Request.TestAlert.class, new TestNotification(desktop)::start)
                .onSlow(Request.GetChecks.class, doctor(doctor, sockets)::start);
    }

    private StatusRequest status(@Nullable SocketScanner sockets, Tick tick) {
        StatusRequest.Watches watches = new StatusRequest.Watches(
                parsers::unread, queue::unwritten, before::fileChange, zones::zoneChange, tick::unmeasured);
        return new StatusRequest(sources.counters(), sockets, load, settings.mayWait(), watches);
    }

    private DoctorRequest doctor(Supplier<Doctor.DoctorFindings> doctor, @Nullable SocketScanner sockets) {
        return new DoctorRequest(
                () -> doctor.get()::checksFor,
                () -> sockets == null ? 0 : sockets.table().sockets().size(),
                clock::monotonicNanos);
    }

    private void alertsChanged() {
        alerts.changed();
        alertDuty.hurry();
    }

    /** Null if it cannot be opened: the service measures without it, and the command reads the database only. */
    private static @Nullable ControlSocket control(Path database, RequestRouter requests) {
        try {
            return ControlSocket.open(SocketPath.make(database), requests::answer);
        } catch (Throwable e) {
            Survivable.require(e);
            LOG.warn("netmon cannot ask this service, because there is no socket: {}", e.getMessage());
            return null;
        }
    }
}
