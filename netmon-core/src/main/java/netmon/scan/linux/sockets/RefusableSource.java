package netmon.scan.linux.sockets;

import netmon.scan.ScanException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question that the kernel may refuse, and that netmon can do without: that is said once, and it is asked seldom then. */
final class RefusableSource {
    private static final Logger LOG = LoggerFactory.getLogger(RefusableSource.class);

    /** After so many looks a question that was refused is asked again. */
    private static final int POLLS_BEFORE_RETRY = 60;

    private final String consequence;
    private int nextAttempt;
    private boolean logged;

    /**
     * @param consequence what is missing without the answer, for the log
     */
    RefusableSource(String consequence) {
        this.consequence = consequence;
    }

    /** Whether it is to be asked at this look: it was not refused lately. */
    boolean isAsked(int poll) {
        return poll >= nextAttempt;
    }

    void refused(int poll, ScanException reason) {
        nextAttempt = poll + POLLS_BEFORE_RETRY;
        if (!logged) {
            LOG.info("{}: {}", consequence, reason.getMessage());
            logged = true;
        }
    }
}
