package netmon.service;

import java.util.List;
import netmon.model.Sample;
import netmon.store.Heartbeat;
import netmon.store.LastReading;
import netmon.store.StoreException;
import netmon.store.TrafficLog;
import org.jspecify.annotations.Nullable;

/**
 * What a service that has lost its database leaves to the one that goes on in this process: a new file begins where the
 * lost one ended, so that no byte is in neither.
 *
 * @param waiting samples that are in no database
 * @param counters those of the lost database's last sample; null where it could not tell
 */
record Left(List<Sample> waiting, @Nullable LastReading counters) {
    /** At the start of the process. */
    static final Left NOTHING = new Left(List.of(), null);

    Left {
        waiting = List.copyOf(waiting);
    }

    /** Gives the database up. */
    static Left by(Service service, OwnDatabase database, StoreException why) throws StoreException {
        LastReading counters = database.log().lastReading();
        database.giveUp(why);
        return new Left(service.waiting(), counters);
    }

    /**
     * The counters from which the bytes of a database's first second are reckoned; null where that is a baseline. A file
     * that has counters of its own is behind, and goes on from those.
     */
    @Nullable
    LastReading goOn(TrafficLog log, Heartbeat.@Nullable Pulse pulse) throws StoreException {
        LastReading stored = log.lastReading();
        if (stored != null) {
            return counters == null && pulse != null ? stored.until(pulse) : stored;
        }
        log.append(waiting);
        return waiting.isEmpty() ? counters : log.lastReading();
    }
}
