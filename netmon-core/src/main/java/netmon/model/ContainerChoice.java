package netmon.model;

import java.util.Locale;

/** What the bytes of containers are called that this machine forwards ({@code --containers}). */
public enum ContainerChoice {
    /** By the container, such as {@code docker 0123456789ab}; by the program where nothing names the container. */
    BY_NAME,
    BY_PROGRAM,
    /** They stay Unattributed. */
    OFF;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
