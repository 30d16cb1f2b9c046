package netmon.model;

/**
 * How far a destination has received the history, and how the last attempt went. All times are epoch seconds.
 *
 * @param instance a random identifier of this machine, the same for all destinations
 * @param safe the next run starts here: an engine that was killed may have lost what came later
 * @param sent the totals up to here are fixed; everything was accepted up to here, unless the last run failed
 * @param horizon rows with lower ids than those below and earlier timestamps were sent; usually the same as
 *     {@code sent}, but later after the clock was set back
 * @param firstAppRow the first application row of the blocks that were open, or reached beyond the horizon, when rows
 *     were read last
 * @param firstInterfaceRow the first interface row of these blocks
 * @param succeeded the end of the last complete run; 0 if there was none
 * @param attempted the end of the last run
 * @param failure why the last run failed; empty if it succeeded
 * @param refused the number of slices that the engine refused for good
 * @param refusal why the last of them was refused; empty if there is none
 */
public record PushMark(
        String destination,
        String instance,
        long safe,
        long sent,
        long horizon,
        long firstAppRow,
        long firstInterfaceRow,
        long succeeded,
        long attempted,
        String failure,
        long refused,
        String refusal) {

    /** The mark of a destination that has received nothing yet. */
    public static PushMark start(String destination, String instance, long from, OpenRows open) {
        return new PushMark(
                destination, instance, from, from, from, open.firstApp(), open.firstInterface(), 0, 0, "", 0, "");
    }

    /** The first rows of the open blocks: each row that is written later has a higher id. */
    public record OpenRows(long firstApp, long firstInterface) {}

    public OpenRows openRows() {
        return new OpenRows(firstAppRow, firstInterfaceRow);
    }

    /** The mark after everything up to {@code to} was sent. */
    public PushMark sentTo(long to, long newHorizon, OpenRows open) {
        return new PushMark(
                destination,
                instance,
                Math.min(safe, to),
                to,
                newHorizon,
                open.firstApp(),
                open.firstInterface(),
                succeeded,
                attempted,
                failure,
                refused,
                refusal);
    }

    /** Up to where the engine surely has accepted the history. */
    public long accepted() {
        return failure.isEmpty() && succeeded > 0 ? sent : safe;
    }

    public PushMark safeFrom(long from) {
        return new PushMark(
                destination,
                instance,
                from,
                sent,
                horizon,
                firstAppRow,
                firstInterfaceRow,
                succeeded,
                attempted,
                failure,
                refused,
                refusal);
    }

    /** The mark after a run; {@code why} is empty if it succeeded. */
    public PushMark ended(long now, String why) {
        return new PushMark(
                destination,
                instance,
                safe,
                sent,
                horizon,
                firstAppRow,
                firstInterfaceRow,
                why.isEmpty() ? now : succeeded,
                now,
                why,
                refused,
                refusal);
    }

    public PushMark withRefusals(long count, String why) {
        return new PushMark(
                destination,
                instance,
                safe,
                sent,
                horizon,
                firstAppRow,
                firstInterfaceRow,
                succeeded,
                attempted,
                failure,
                count,
                why);
    }
}
