package netmon.scan.linux.sockets;

import netmon.scan.ScanException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question that the kernel may refuse, and that netmon can do without: that is said once, and it is asked seldom then. */
final class RefusableSource {
    private static final Logger LOG = LoggerFactory.getLogger(RefusableSource.class);

    /** After so many looks a question that was refused is asked again. */
    private static final int PATIENCE = 60;

    private final String consequence;
    private int askAt;
    private boolean said;

    /**
     * @param consequence what is missing without the answer, for the log
     */
    RefusableSource(String consequence) {
        this.consequence = consequence;
    }

    /** Whether it is to be asked at this look: it was not refused lately. */
    boolean isAsked(int look) {
        return look >= askAt;
    }

    void refused(int look, ScanException reason) {
        askAt = look + PATIENCE;
        if (!said) {
            LOG.info("{}: {}", consequence, reason.getMessage());
            said = true;
        }
    }
}
