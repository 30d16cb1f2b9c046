package netmon.cli.explain;

import java.time.ZoneId;
import netmon.cli.text.Timestamps;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** Finds the stored row of a second: its sample, or the minute to hour that it was merged into. */
record SampleFinder(TrafficReader store, ZoneId zone) {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;

    Period of(Period second) throws StoreException {
        Period kept = store.rounded(second);
        long width = kept.to() - kept.from();
        if (width == SECONDS_PER_MINUTE || width > second.to() - second.from()) {
            return new Period(kept.from(), kept.to(), width(width) + " from " + time(kept.from()));
        }
        Long written = store.writtenAt(second.from());
        if (written == null) {
            return new Period(second.from(), second.to(), time(second.from()));
        }
        return new Period(written, written + 1, "the sample of " + time(written));
    }

    private static String width(long seconds) {
        long minutes = seconds / SECONDS_PER_MINUTE;
        return minutes == 1 ? "the minute" : minutes == MINUTES_PER_HOUR ? "the hour" : "the " + minutes + " minutes";
    }

    private String time(long second) {
        return Timestamps.text(second, zone);
    }
}
