package netmon.attribution;

import org.jspecify.annotations.Nullable;

/**
 * One byte counter of an interface at its last reading. Numbers are unsigned.
 *
 * @param value the last reading
 * @param regained bytes above the value that are booked already: the counter stepped back by so many
 * @param beforeJump the reading before an impossible jump, until the counter comes back; null without one
 */
record ByteCounter(long value, long regained, @Nullable Long beforeJump) {
    static final ByteCounter ZERO = at(0);

    /** A driver corrects its counter by less than this share (2 to the power of -4); a guess. A reset takes all. */
    private static final int CORRECTION_SHIFT = 4;

    private static final long U32 = 0xffff_ffffL;

    /** A wrap of a counter that is known to be narrow moves less: no link moves 2 GiB between two readings. */
    private static final long MOST_NARROW_WRAP = U32 / 2;

    /** For a counter of unknown width: drivers that count in 32 bits are those of links up to 1 Gbit/s; a guess. */
    private static final long MOST_WRAP = U32 / 8;

    /** The relation of a reading to the last one. */
    enum Move {
        FORWARD,
        STEP_BACK,
        JUMP_UNDONE,
        WRAP,
        RESET
    }

    /**
     * The result of one reading.
     *
     * @param counter the counter after it
     * @param bytes the bytes since the last reading
     * @param plausible false for an impossible jump, which moves no bytes
     */
    record CounterStep(ByteCounter counter, long bytes, boolean plausible) {}

    static ByteCounter at(long value) {
        return new ByteCounter(value, 0, null);
    }

    /** Whether the reading may continue this counter. */
    boolean goesOn(long now) {
        return Long.compareUnsigned(now, value) >= 0;
    }

    /** @param narrow whether the counter may have only 32 bits */
    Move move(long now, boolean narrow) {
        if (goesOn(now)) {
            return Move.FORWARD;
        }
        if (Long.compareUnsigned(value - now, value >>> CORRECTION_SHIFT) <= 0) {
            return Move.STEP_BACK;
        }
        if (beforeJump != null && Long.compareUnsigned(now, beforeJump) >= 0) {
            return Move.JUMP_UNDONE;
        }
        boolean fits = Long.compareUnsigned(value, U32) <= 0;
        return fits && wrapped(now) <= (narrow ? MOST_NARROW_WRAP : MOST_WRAP) ? Move.WRAP : Move.RESET;
    }

    /** @param most the most bytes that one step can have moved */
    CounterStep step(long now, Move move, long most) {
        return switch (move) {
            case FORWARD -> forward(now, most);
            case STEP_BACK -> new CounterStep(new ByteCounter(now, regained + value - now, beforeJump), 0, true);
            case JUMP_UNDONE -> booked(now, now - (beforeJump == null ? 0 : beforeJump), most);
            case WRAP -> booked(now, wrapped(now), most);
            case RESET -> booked(now, now, most);
        };
    }

    private CounterStep forward(long now, long most) {
        long bytes = now - value;
        long again = Long.compareUnsigned(bytes, regained) < 0 ? bytes : regained;
        boolean plausible = Long.compareUnsigned(bytes - again, most) <= 0;
        Long from = plausible || beforeJump != null ? beforeJump : (Long) value;
        return new CounterStep(new ByteCounter(now, regained - again, from), plausible ? bytes - again : 0, plausible);
    }

    private CounterStep booked(long now, long bytes, long most) {
        boolean plausible = Long.compareUnsigned(bytes, most) <= 0;
        return new CounterStep(
                new ByteCounter(now, 0, plausible ? null : (Long) value), plausible ? bytes : 0, plausible);
    }

    private long wrapped(long now) {
        return (now - value) & U32;
    }
}
