package netmon.scan.linux.sockets;

/**
 * How often to look in between, where connections come and go faster than looks do: what opened and closed between two
 * looks has told nobody whose it was, and the kernel keeps what it told of closed ones for a while only.
 */
final class SocketChurn {
    /** So many connections that came and went unseen since the last look are churn, and worth a glance. */
    static final int MIN_UNSEEN = 3;

    /** Closed connections of one look from which on the kernel might not keep them all for a second; half of it. */
    private static final int MANY_CLOSED = 100;

    /**
     * Glances before the next look: many in the first looks at churn, which may come from several programs, then few,
     * but some always, so that they never fall behind what the kernel keeps.
     */
    private static final int MANY_QUICK_POLLS = 4;

    private static final int FEW_QUICK_POLLS = 2;

    private static final int FIRST_POLLS = 5;

    /** When a search for strangers told nothing, the next ones are after 1, 2, 4 ... and at last 64 looks. */
    private static final int LONGEST_BACK_OFF = 64;

    private int churnPolls;
    private boolean manyClosed;
    private int nextSearch;
    private int backOff = 1;

    /**
     * Takes what a look found.
     *
     * @param unseen connections that came and went since the last look, counted to {@link #LEAST}
     * @param closed all that closed since
     */
    void polled(long unseen, int closed) {
        churnPolls = unseen >= MIN_UNSEEN ? churnPolls + 1 : 0;
        manyClosed = closed >= MANY_CLOSED;
    }

    boolean isOn() {
        return churnPolls > 0;
    }

    /** Glances that are worth their cost before the next look. */
    int quickPollsWanted() {
        if (isOn()) {
            return churnPolls <= FIRST_POLLS ? MANY_QUICK_POLLS : FEW_QUICK_POLLS;
        }
        return manyClosed ? FEW_QUICK_POLLS : 0;
    }

    /** Whether this look is one to search for those whom nobody knows. */
    boolean isSearchDue(int poll) {
        return isOn() && poll >= nextSearch;
    }

    /** @param inVain whether there are still some whom nobody knows */
    void searched(int poll, boolean inVain) {
        nextSearch = poll + backOff;
        backOff = inVain ? Math.min(2 * backOff, LONGEST_BACK_OFF) : 1;
    }
}
