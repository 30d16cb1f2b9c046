package netmon.cli.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import netmon.cli.client.ServiceClient;
import netmon.cli.client.ServiceStatus;
import netmon.cli.client.Unmeasured;
import netmon.cli.detail.HostNames;
import netmon.cli.text.Timestamps;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.WrittenRow;
import netmon.protocol.RatesReply;
import netmon.protocol.Request;
import netmon.protocol.ServiceContract;
import netmon.protocol.StatusReply;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/** Reads the data of the live screen: rows from the database, socket reads from the service. */
final class LiveFeed {
    /** If the newest row is older, the feed asks the service why rows are missing. */
    private static final long FRESH_SECONDS = 3;

    /** Seconds between two of these requests. */
    private static final long ASK_SECONDS = 3;

    /** Seconds until the names of hosts are read again: the service stores new ones as often. */
    private static final long HOSTS_SECONDS = 10;

    private final Path database;
    private final LongSupplier clock;
    private final ZoneId zone;
    private final RowFollower apps = new RowFollower();
    private final RowFollower interfaces = new RowFollower();
    private HostNames hosts = new HostNames(Map.of());
    private long hostsReadAt;
    private boolean started;
    private long newest;
    private long pendingSeconds;
    private long askedAt;

    /** Why the service cannot write; empty if it can. */
    private String unwritable = "";

    /** Whether the service cannot measure, so that it has no rates to wait for. */
    private boolean isUnmeasured;

    /**
     * @param clock epoch seconds
     * @param zone decides when today began
     */
    LiveFeed(Path database, LongSupplier clock, ZoneId zone) {
        this.database = database;
        this.clock = clock;
        this.zone = zone;
    }

    /** Whether a service writes the database. */
    static boolean isServed(Path database) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        return pulse != null && pulse.running();
    }

    /**
     * The new data since the last call; at the first call, those of the last minutes.
     *
     * @throws StoreException if the database cannot be read at the first call; later the update has it as trouble
     */
    Update read(View view) throws StoreException {
        long now = clock.getAsLong();
        try {
            Update update = readAll(view, now);
            started = true;
            return update;
        } catch (StoreException e) {
            if (!started) {
                throw e;
            }
            return new Update(
                    now, Update.StoredUpdate.NONE, view, null, pendingSeconds, String.valueOf(e.getMessage()));
        }
    }

    private Update readAll(View view, long now) throws StoreException {
        Update.StoredUpdate stored;
        try (TrafficReader store = TrafficReader.open(database)) {
            stored = stored(store, view, now);
        }
        stored.interfaces().forEach(each -> newest = Math.max(newest, each.at()));
        String trouble = trouble(Heartbeat.read(database), now);
        if (trouble.isEmpty()) {
            checkPending(now);
        }
        Update written = new Update(now, stored, view, null, pendingSeconds, trouble.isEmpty() ? unwritable : trouble);
        return trouble.isEmpty() && isAsked(view) ? withRead(written) : written;
    }

    private Update.StoredUpdate stored(TrafficReader store, View view, long now) throws StoreException {
        List<WrittenRow> newApps = apps.next(store::writtenApps, now);
        List<WrittenRow> newInterfaces = interfaces.next(store::writtenInterfaces, now);
        if (view == View.CONNECTIONS && now - hostsReadAt >= HOSTS_SECONDS) {
            hostsReadAt = now;
            hosts = HostNames.of(store);
        }
        List<Gap> gaps = store.gaps(new Period(now - SecondSeries.SECONDS, now + 1, ""));
        return new Update.StoredUpdate(newApps, newInterfaces, gaps, view.isAsked() ? null : today(store, now));
    }

    private TodayAmounts today(TrafficReader store, long now) throws StoreException {
        LocalDate day = Timestamps.instant(now).atZone(zone).toLocalDate();
        Period today = new Period(day.atStartOfDay(zone).toEpochSecond(), now + 1, "");
        return TodayAmounts.of(store.apps(today), store.interfaces(today));
    }

    private void checkPending(long now) {
        if (newest >= now - FRESH_SECONDS) {
            unwritable = "";
            isUnmeasured = false;
        } else if (now - askedAt >= ASK_SECONDS) {
            askForPending();
            askedAt = now;
        }
    }

    private void askForPending() {
        ServiceStatus service = ServiceStatus.ask(database);
        if (service.isSilent()) {
            return; // it waits for the database, or starts
        }
        pendingSeconds = service.reply().pendingSeconds();
        StatusReply.Unwritten unwritten = service.reply().unwritten();
        StatusReply.StatusChange unmeasured = service.reply().unmeasured();
        String unread = unmeasured == null ? "" : Unmeasured.words(unmeasured);
        isUnmeasured = unmeasured != null;
        unwritable = unwritten == null ? unread : "the service " + unwritten.why();
    }

    /** Whether only the service knows the rows of a view; of applications only while it cannot write. */
    private boolean isAsked(View view) {
        return view.isAsked() || (view == View.APPS && !unwritable.isEmpty());
    }

    private Update withRead(Update written) {
        try {
            Update.SocketReadUpdate read = ask(written.view());
            return written.with(read, read == null && !isUnmeasured ? Update.WAITING : unwritable);
        } catch (ServiceClient.NotAllowedException e) {
            return written.with(null, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return written.with(
                    null, "the service does not report its " + written.view().words());
        }
    }

    private Update.@Nullable SocketReadUpdate ask(View view) throws IOException {
        Request.Grouping by = view == View.CONNECTIONS ? Request.Grouping.CONNECTIONS : Request.Grouping.PROCESSES;
        RatesReply reply = ServiceClient.ask(database, new Request.GetRates(by));
        if (reply.isPending()) {
            return null;
        }
        Update.SocketReadUpdate read = Update.SocketReadUpdate.of(reply, hosts::of);
        return view == View.APPS ? read.byApplication() : read;
    }

    private static String trouble(Heartbeat.@Nullable Pulse pulse, long now) {
        if (pulse == null || !pulse.running()) {
            return "netmon-service has stopped";
        }
        long silent = pulse.silentSeconds(now);
        return silent > ServiceContract.SILENT_SECONDS ? "the service is silent for " + silent + " s" : "";
    }
}
