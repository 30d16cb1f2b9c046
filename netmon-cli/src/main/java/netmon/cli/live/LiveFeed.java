package netmon.cli.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import netmon.cli.client.ServiceClient;
import netmon.cli.client.ServiceStatus;
import netmon.model.StoreException;
import netmon.model.WrittenRow;
import netmon.protocol.RatesReply;
import netmon.protocol.Request;
import netmon.protocol.ServiceContract;
import netmon.protocol.StatusReply;
import netmon.store.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/** Learns what the live screen shows: from the database what was written, from the service what only it knows. */
public final class LiveFeed {
    /** While rows of the last seconds come, it is of no interest why the service may hold them. */
    private static final long FRESH_SECONDS = 3;

    /** How often it is asked while none come: on an idle machine there are none. */
    private static final long ASK_SECONDS = 3;

    private final Path database;
    private final LongSupplier clock;
    private final RowFollower apps = new RowFollower();
    private final RowFollower interfaces = new RowFollower();
    private boolean begun;
    private long newest;
    private long held;
    private long askedAt;

    /** Why the service cannot write; empty where it can. */
    private String unwritable = "";

    /** @param clock epoch seconds */
    public LiveFeed(Path database, LongSupplier clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether a service writes the database. */
    static boolean isServed(Path database) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        return pulse != null && pulse.running();
    }

    /**
     * What is new since the last call; at the first one, of the last minutes.
     *
     * @throws StoreException if the database cannot be read at the first call; later that is told as trouble
     */
    public Update read(View view) throws StoreException {
        long now = clock.getAsLong();
        try {
            Update news = learn(view, now);
            begun = true;
            return news;
        } catch (StoreException e) {
            if (!begun) {
                throw e;
            }
            return new Update(now, List.of(), List.of(), view, null, held, String.valueOf(e.getMessage()));
        }
    }

    private Update learn(View view, long now) throws StoreException {
        List<WrittenRow> newApps;
        List<WrittenRow> newInterfaces;
        try (TrafficReader report = TrafficReader.open(database)) {
            newApps = apps.next(report::writtenApps, now);
            newInterfaces = interfaces.next(report::writtenInterfaces, now);
        }
        newInterfaces.forEach(each -> newest = Math.max(newest, each.at()));
        String trouble = trouble(Heartbeat.read(database), now);
        if (trouble.isEmpty()) {
            noticeWhatIsHeld(now);
        }
        Update written =
                new Update(now, newApps, newInterfaces, view, null, held, trouble.isEmpty() ? unwritable : trouble);
        return trouble.isEmpty() && isAsked(view) ? withLook(written) : written;
    }

    private void noticeWhatIsHeld(long now) {
        if (newest >= now - FRESH_SECONDS) {
            unwritable = "";
        } else if (now - askedAt >= ASK_SECONDS) {
            askWhyThereAreNoRows();
            askedAt = now;
        }
    }

    private void askWhyThereAreNoRows() {
        ServiceStatus service = ServiceStatus.ask(database);
        if (service.isSilent()) {
            return; // it waits for the database, or begins
        }
        held = service.reply().pendingSeconds();
        StatusReply.Unwritten unwritten = service.reply().unwritten();
        unwritable = unwritten == null ? "" : "the service " + unwritten.why();
    }

    /** Whether only the service knows it; of applications so while it cannot write. */
    private boolean isAsked(View view) {
        return view.isAsked() || (view == View.APPS && !unwritable.isEmpty());
    }

    private Update withLook(Update written) {
        try {
            Update.SocketReadUpdate look = ask(written.view());
            return written.with(look, look == null ? Update.WAITING : unwritable);
        } catch (ServiceClient.NotAllowedException e) {
            return written.with(null, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return written.with(
                    null, "the service does not tell its " + written.view().words());
        }
    }

    private Update.@Nullable SocketReadUpdate ask(View view) throws IOException {
        Request.Grouping by = view == View.CONNECTIONS ? Request.Grouping.CONNECTIONS : Request.Grouping.PROCESSES;
        RatesReply reply = ServiceClient.ask(database, new Request.GetRates(by));
        if (reply.isPending()) {
            return null;
        }
        Update.SocketReadUpdate read = Update.SocketReadUpdate.of(reply);
        return view == View.APPS ? read.byApplication() : read;
    }

    private static String trouble(Heartbeat.@Nullable Pulse pulse, long now) {
        if (pulse == null || !pulse.running()) {
            return "netmon-service does not run any more";
        }
        long silent = pulse.silentSeconds(now);
        return silent > ServiceContract.SILENT_SECONDS ? "the service is silent for " + silent + " s" : "";
    }
}
