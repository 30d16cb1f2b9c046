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
 * The state that a service passes on to the next one in the same process when it has lost its database. The new file
 * starts where the lost one ended, so that no byte is missing from both.
 *
 * @param waiting samples that are in no database
 * @param counters the counters of the lost database's last sample; null if there was none
 * @param why the reason of the loss; empty if none was lost
 * @param at the time of the loss, epoch seconds
 */
record Handover(List<Sample> waiting, @Nullable LastReading counters, String why, long at) {
    /** The start of the process: nothing was lost. */
    static final Handover NOTHING = new Handover(List.of(), null, "", 0);

    Handover {
        waiting = List.copyOf(waiting);
    }

    /** Null if no database was lost. */
    StatusReply.@Nullable StatusChange fileChange() {
        return why.isEmpty() ? null : new StatusReply.StatusChange(at, PlainText.of(why));
    }

    /** Gives the database up; {@code waiting} are the samples that could not be written to it. */
    static Handover of(LockedDatabase database, List<Sample> waiting, StoreException why, long now)
            throws StoreException {
        LastReading counters = database.log().lastReading();
        database.giveUp(why);
        return new Handover(waiting, counters, why.getMessage(), now);
    }

    /**
     * Continues with a new database. A file that has counters of its own is older, and continues from those.
     *
     * @return the counters that the first reading is compared with; null if that is a baseline
     */
    @Nullable
    LastReading continueIn(TrafficWriter log, Heartbeat.@Nullable Pulse pulse) throws StoreException {
        LastReading stored = log.lastReading();
        if (stored != null) {
            return counters == null && pulse != null ? stored.until(pulse.lastAlive() / 1000, pulse.exact()) : stored;
        }
        log.append(waiting);
        LastReading lost = waiting.isEmpty() ? counters : log.lastReading();
        return lost == null ? null : lost.until(at, true);
    }
}
