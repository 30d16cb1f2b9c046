package netmon.model;

import java.util.Locale;

/** What has a row of its own in an answer about stored detail. */
public enum DetailGrouping {
    APPLICATION,
    PROCESS,
    DESTINATION,
    PORT,
    PROTOCOL,
    NETWORK,
    USER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
