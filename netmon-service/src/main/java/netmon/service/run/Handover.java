package netmon.service.run;

import java.util.List;
import netmon.model.LastReading;
import netmon.model.PlainText;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.protocol.StatusReply;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What a service that has lost its database leaves to the one that goes on in this process: a new file begins where the
 * lost one ended, so that no byte is in neither.
 *
 * @param waiting samples that are in no database
 * @param counters those of the lost database's last sample; null where there was none
 * @param why what became of the lost one; empty where none was lost
 * @param at when, epoch seconds
 */
record Handover(List<Sample> waiting, @Nullable LastReading counters, String why, long at) {
    /** At the start of the process. */
    static final Handover NOTHING = new Handover(List.of(), null, "", 0);

    private static final long MILLIS = 1000;

    Handover {
        waiting = List.copyOf(waiting);
    }

    /** The loss of a database; null if none was lost. */
    StatusReply.@Nullable StatusChange fileChange() {
        return why.isEmpty() ? null : new StatusReply.StatusChange(at, PlainText.of(why));
    }

    /** Gives the database up. */
    static Handover by(Service service, LockedDatabase database, StoreException why, long now) throws StoreException {
        LastReading counters = database.log().lastReading();
        database.giveUp(why);
        return new Handover(service.waiting(), counters, why.getMessage(), now);
    }

    /**
     * The counters from which the bytes of a database's first second are reckoned; null where that is a baseline. A file
     * that has counters of its own is behind, and goes on from those.
     */
    @Nullable
    LastReading goOn(TrafficWriter log, Heartbeat.@Nullable Pulse pulse) throws StoreException {
        LastReading stored = log.lastReading();
        if (stored != null) {
            return counters == null && pulse != null ? stored.until(pulse.lastAlive() / MILLIS, pulse.exact()) : stored;
        }
        log.append(waiting);
        LastReading lost = waiting.isEmpty() ? counters : log.lastReading();
        return lost == null ? null : lost.until(at, true);
    }
}
