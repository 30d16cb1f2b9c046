package netmon.cli;

import java.util.List;
import netmon.model.Traffic;
import netmon.store.WrittenRow;
import org.jspecify.annotations.Nullable;

/**
 * What was learned since the last news.
 *
 * @param clock epoch second of asking
 * @param apps rows of applications that were written
 * @param interfaces rows of interfaces that were written
 * @param view what the service was asked for
 * @param look its answer; null where it was not asked or has none yet
 * @param held seconds that the service may hold rows back before it writes them
 * @param trouble why there is less to be seen than there should be; empty where all is well
 */
record News(
        long clock,
        List<WrittenRow> apps,
        List<WrittenRow> interfaces,
        View view,
        @Nullable Look look,
        long held,
        String trouble) {

    /** That the service has not looked since it was first asked. */
    static final String WAITING = "waiting for the service's next look";

    boolean isWaiting() {
        return trouble.equals(WAITING);
    }

    /**
     * What the service tells of its last look.
     *
     * @param second in which the look was
     * @param span seconds that it tells of
     */
    record Look(long second, long span, List<Moved> rows) {}

    /** What one process or connection moved in that look. */
    record Moved(Thing thing, Traffic traffic, boolean estimated) {}
}
