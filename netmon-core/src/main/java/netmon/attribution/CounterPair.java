package netmon.attribution;

import netmon.model.Interface;

/**
 * The two counters of an interface, or the difference of two readings.
 *
 * @param received bytes, an unsigned number
 * @param sent bytes, an unsigned number
 */
record CounterPair(long received, long sent) {
    private static final long U32 = 0xffff_ffffL;

    static final CounterPair ZERO = new CounterPair(0, 0);

    static CounterPair of(Interface each) {
        return new CounterPair(each.received(), each.sent());
    }

    boolean wentBack(CounterPair now) {
        return wentBack(received, now.received) || wentBack(sent, now.sent);
    }

    CounterPair difference(CounterPair now) {
        return new CounterPair(difference(received, now.received), difference(sent, now.sent));
    }

    /**
     * The base of a step that goes back: the counters before an earlier jump, unless the new ones are below these too.
     */
    CounterPair orBeforeJump(CounterPair heldBefore, CounterPair now) {
        return new CounterPair(
                orBeforeJump(received, heldBefore.received, now.received),
                orBeforeJump(sent, heldBefore.sent, now.sent));
    }

    private static long orBeforeJump(long before, long heldBefore, long now) {
        return wentBack(before, now) && !wentBack(heldBefore, now) ? heldBefore : before;
    }

    /** Whether exactly one counter wrapped at 32 bits. A reset sets both back; both hardly ever wrap at once. */
    boolean wrappedOnce(CounterPair now) {
        return wentBack(received, now.received) != wentBack(sent, now.sent)
                && wrapped(received, now.received) != wrapped(sent, now.sent);
    }

    /** The difference where {@link #wrappedOnce}. */
    CounterPair differenceAfterWrap(CounterPair now) {
        return new CounterPair(differenceAfterWrap(received, now.received), differenceAfterWrap(sent, now.sent));
    }

    private static long difference(long before, long now) {
        return wentBack(before, now) ? now : now - before;
    }

    private static long differenceAfterWrap(long before, long now) {
        return wentBack(before, now) ? (now - before) & U32 : now - before;
    }

    private static boolean wentBack(long before, long now) {
        return Long.compareUnsigned(now, before) < 0;
    }

    /** A wrap moves less than 2 GiB: no link moves more between two readings. */
    private static boolean wrapped(long before, long now) {
        boolean fits = Long.compareUnsigned(before, U32) <= 0;
        return fits && wentBack(before, now) && differenceAfterWrap(before, now) <= U32 / 2;
    }
}
