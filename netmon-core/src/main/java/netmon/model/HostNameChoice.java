package netmon.model;

import java.util.Locale;

/** Where the names of destinations come from ({@code --detail-names}). */
public enum HostNameChoice {
    /** The file hosts. */
    HOSTS,
    /** The cache of systemd-resolved as well. */
    RESOLVED;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
