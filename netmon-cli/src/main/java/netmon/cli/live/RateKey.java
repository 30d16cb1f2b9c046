package netmon.cli.live;

import java.util.Locale;

/**
 * What has a row on the live screen. Java would make a record's own {@code equals} and {@code hashCode} when they are
 * first called, which is before the first frame and takes a tenth of the time until then.
 *
 * @param name the application's or the interface's
 * @param detail what tells it from others of that name, such as a process; empty where nothing need be told
 */
public record RateKey(String name, String detail) {
    boolean matches(String lowerCase) {
        return name.toLowerCase(Locale.ROOT).contains(lowerCase)
                || detail.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateKey thing && name.equals(thing.name) && detail.equals(thing.detail);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + detail.hashCode();
    }
}
