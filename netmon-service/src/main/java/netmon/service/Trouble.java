package netmon.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one part of the service fails, told when that changes and not every second. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final String what;
    private boolean failing;

    Trouble(String what) {
        this.what = what;
    }

    /** It failed. An exception that nobody declared is a defect, and is shown with the place that it comes from. */
    void because(Exception e) {
        if (!failing && e instanceof RuntimeException) {
            LOG.error("trouble with the {}, by a defect of netmon", what, e);
        } else if (!failing) {
            LOG.warn("trouble with the {}: {}", what, e.getMessage());
        }
        failing = true;
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
