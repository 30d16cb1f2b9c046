package netmon.store.push;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import netmon.model.App;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.StoreException;
import netmon.model.Traffic;

/**
 * Decides which applications have a series of their own: a limited number, and never one whose bytes are in the series
 * {@code _other} already, because that would fall. A name that was given stays.
 */
final class SeriesNames {
    private final Set<String> named = new HashSet<>();
    private final int most;
    private boolean hasOthers;

    SeriesNames(int most, Set<SeriesKey> known) {
        this.most = most;
        for (SeriesKey each : known) {
            if (each.family() == SeriesFamily.APP) {
                named.add(each.name());
            }
        }
        hasOthers = named.remove(SeriesKey.OTHER);
        named.add(App.UNATTRIBUTED);
    }

    /** Gives names to applications, those with most bytes first; their rows before {@code sent} were pushed. */
    void admit(Map<SeriesKey, Traffic> bytes, PushRows rows, long sent) throws StoreException {
        for (String name : SeriesSums.largestApps(bytes)) {
            if (!named.contains(name)) {
                boolean isFree = named.size() <= most && !name.equals(SeriesKey.OTHER);
                if (isFree && !(hasOthers && rows.isKnown(name, sent))) {
                    named.add(name);
                }
            }
        }
        hasOthers |= bytes.keySet().stream()
                .anyMatch(each -> each.family() == SeriesFamily.APP && !named.contains(each.name()));
    }

    /** The series of the rows with this key. */
    SeriesKey series(SeriesKey raw) {
        return raw.family() == SeriesFamily.INTERFACE || named.contains(raw.name()) ? raw : raw.named(SeriesKey.OTHER);
    }
}
