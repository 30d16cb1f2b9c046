package netmon.cli.live;

import netmon.protocol.RatesReply;

import java.util.Locale;

/**
 * Identifies a row of the live screen. {@code equals} and {@code hashCode} are written out, because Java generates
 * those of a record at the first call, which takes a tenth of the time until the first frame.
 *
 * @param name the application or the interface
 * @param detail the process or connection; empty in a row of a whole application or interface
 */
record RateKey(String name, String detail) {
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
        return other instanceof RateKey key && name.equals(key.name) && detail.equals(key.detail);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + detail.hashCode();
    }
}
