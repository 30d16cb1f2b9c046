package netmon.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one source fails, told when that changes and not every second. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final String what;
    private boolean failing;

    Trouble(String what) {
        this.what = what;
    }

    /** It failed; true if it did not before. */
    boolean because(Exception e) {
        boolean begins = !failing;
        failing = true;
        if (begins) {
            LOG.warn("trouble with the {}: {}", what, e.getMessage());
        }
        return begins;
    }

    /** It works; true if it did not before. */
    boolean over() {
        boolean ends = failing;
        failing = false;
        if (ends) {
            LOG.info("the {} can be used again", what);
        }
        return ends;
    }
}
