package netmon.cli.live;

import java.util.Locale;
import netmon.protocol.RatesReply;

/**
 * What has a row on the live screen. Java would make a record's own {@code equals} and {@code hashCode} when they are
 * first called, which is before the first frame and takes a tenth of the time until then.
 *
 * @param name the application's or the interface's
 * @param detail what tells it from others of that name, such as a process; empty where nothing need be told
 */
public record RateKey(String name, String detail) {
    /** Stands for the rows that the service leaves out. */
    static final RateKey LEFT_OUT = new RateKey("(others)", "too many to be listed");

    /** The key of a process or connection; the remote end says most, so it comes first where there is little room. */
    static RateKey of(RatesReply.LiveRow row) {
        String process = row.pid() == 0 ? row.process() : row.pid() + " " + row.process();
        RatesReply.LiveConnection ends = row.connection();
        String detail =
                ends == null ? process : ends.remote() + " " + ends.protocol() + " " + ends.local() + " " + process;
        return new RateKey(row.app(), detail);
    }

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
