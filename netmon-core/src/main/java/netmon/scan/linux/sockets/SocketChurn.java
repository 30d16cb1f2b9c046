package netmon.scan.linux.sockets;

/** Decides how many quick polls to make: between two polls short connections show neither owner nor counters. */
final class SocketChurn {
    /** So many connections that opened and closed between two polls are churn, and worth quick polls. */
    static final int MIN_BRIEF = 3;

    /** So is a single one that moved as much: charged to the wrong program it is a large mistake. */
    static final long FAT_BYTES = 256 << 10;

    /** Polls after the last such one in which quick polls go on: such downloads come again and again. */
    private static final int FAT_POLLS = 5;

    private static final int FAT_QUICK_POLLS = 6;

    /** From so many closed connections in one poll on, the kernel may lose some within a second; half of its limit. */
    private static final int MANY_CLOSED = 100;

    /** Quick polls before the next poll: many in the first polls of churn, then few for the final counters. */
    private static final int MANY_QUICK_POLLS = 4;

    private static final int FEW_QUICK_POLLS = 2;

    private static final int FIRST_POLLS = 5;

    /** After a search without result the next ones come after 1, 2, 4 ... and at most 64 polls. */
    private static final int LONGEST_BACK_OFF = 64;

    private int churnPolls;
    private int fatPolls;
    private boolean manyClosed;
    private int nextSearch;
    private int backOff = 1;

    /**
     * Takes the connections that closed since the last poll.
     *
     * @param brief those of them that no poll listed before
     * @param largest what the largest of these moved
     */
    void polled(int brief, long largest, int closed) {
        churnPolls = brief >= MIN_BRIEF ? churnPolls + 1 : 0;
        fatPolls = largest >= FAT_BYTES ? FAT_POLLS : Math.max(0, fatPolls - 1);
        manyClosed = closed >= MANY_CLOSED;
    }

    boolean isOn() {
        return churnPolls > 0 || fatPolls > 0;
    }

    /** The quick polls that are worth their cost before the next poll. */
    int quickPollsWanted() {
        if (fatPolls > 0) {
            return FAT_QUICK_POLLS;
        }
        if (isOn()) {
            return churnPolls <= FIRST_POLLS ? MANY_QUICK_POLLS : FEW_QUICK_POLLS;
        }
        return manyClosed ? FEW_QUICK_POLLS : 0;
    }

    /** Whether this poll searches for programs without a known socket. */
    boolean isSearchDue(int poll) {
        return isOn() && poll >= nextSearch;
    }

    /** @param inVain whether some closed connections still have no owner */
    void searched(int poll, boolean inVain) {
        nextSearch = poll + backOff;
        backOff = inVain ? Math.min(2 * backOff, LONGEST_BACK_OFF) : 1;
    }
}
