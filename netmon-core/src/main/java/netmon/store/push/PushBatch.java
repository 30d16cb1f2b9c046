package netmon.store.push;

import java.util.List;
import netmon.model.PushMark;
import netmon.model.PushSlice;
import netmon.model.SeriesTotal;

/**
 * What one reading of the database gives to a push.
 *
 * @param slices the requests, oldest first; a slice without any change has no series
 * @param totals the totals that have changed at {@code mark.sent()}
 * @param mark the mark to save after the totals, and before the first slice is sent: a run that ends early must not
 *     find other values for the same moments when it starts again
 */
public record PushBatch(List<PushSlice> slices, List<SeriesTotal> totals, PushMark mark) {
    public PushBatch {
        slices = List.copyOf(slices);
        totals = List.copyOf(totals);
    }
}
