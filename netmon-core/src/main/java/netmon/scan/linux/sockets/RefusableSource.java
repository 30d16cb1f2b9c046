package netmon.scan.linux.sockets;

import netmon.scan.ScanException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question that the kernel may refuse. A refusal is logged once; the question is then repeated only rarely. */
final class RefusableSource {
    private static final Logger LOG = LoggerFactory.getLogger(RefusableSource.class);

    /** A refused question is repeated after so many polls. */
    private static final int POLLS_BEFORE_RETRY = 60;

    private final String consequence;
    private int nextAttempt;
    private boolean logged;

    /** @param consequence what is missing without the answer, for the log */
    RefusableSource(String consequence) {
        this.consequence = consequence;
    }

    /** Whether this poll asks the question: it was not refused recently. */
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
