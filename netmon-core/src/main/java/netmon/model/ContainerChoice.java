package netmon.model;

import java.util.Locale;

/** How the bytes that this machine forwards for containers are named ({@code --containers}). */
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
