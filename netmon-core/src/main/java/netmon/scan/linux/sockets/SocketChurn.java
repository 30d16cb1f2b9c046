package netmon.scan.linux.sockets;

/** Decides how many quick polls to make: between two polls short connections show neither owner nor counters. */
final class SocketChurn {
    /** So many connections that opened and closed unseen since the last poll are churn, and worth quick polls. */
    static final int MIN_UNSEEN = 3;

    /** From so many closed connections in one poll on, the kernel may lose some within a second; half of its limit. */
    private static final int MANY_CLOSED = 100;

    /** Quick polls before the next poll: many in the first polls of churn, then few for the final counters. */
    private static final int MANY_QUICK_POLLS = 4;

    private static final int FEW_QUICK_POLLS = 2;

    private static final int FIRST_POLLS = 5;

    /** After a search without result the next ones come after 1, 2, 4 ... and at most 64 polls. */
    private static final int LONGEST_BACK_OFF = 64;

    private int churnPolls;
    private boolean manyClosed;
    private int nextSearch;
    private int backOff = 1;

    /** Takes the number of closed connections, and of those that opened unseen, up to {@link #MIN_UNSEEN}. */
    void polled(long unseen, int closed) {
        churnPolls = unseen >= MIN_UNSEEN ? churnPolls + 1 : 0;
        manyClosed = closed >= MANY_CLOSED;
    }

    boolean isOn() {
        return churnPolls > 0;
    }

    /** The quick polls that are worth their cost before the next poll. */
    int quickPollsWanted() {
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
