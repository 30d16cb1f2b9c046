package netmon.cli.live;

import java.util.Locale;
import java.util.function.UnaryOperator;
import netmon.protocol.RatesReply;

/**
 * Identifies a row of the live screen. {@code equals} and {@code hashCode} are written out, because Java generates
 * those of a record at the first call, which takes a tenth of the time until the first frame.
 *
 * @param name the application or the interface
 * @param detail the process or connection; empty in a row of a whole application or interface
 * @param shown the detail as a screen shows it: what tells connections apart comes first
 * @param process the detail of the row of the process that has the connection
 */
record RateKey(String name, String detail, String shown, String process) {
    /** Stands for the rows that the service leaves out. */
    static final RateKey LEFT_OUT = new RateKey("(others)", "too many to be listed");

    RateKey(String name, String detail) {
        this(name, detail, detail, detail);
    }

    /**
     * The key of a process or connection; the far host says most, so it comes first where there is little room.
     *
     * @param hosts the name of the host at an address; empty where it is not known
     */
    static RateKey of(RatesReply.LiveRow row, UnaryOperator<String> hosts) {
        String process = row.pid() == 0 ? row.process() : row.pid() + " " + row.process();
        RatesReply.LiveConnection ends = row.connection();
        if (ends == null) {
            return new RateKey(row.app(), process);
        }
        String port = ends.local().substring(ends.local().lastIndexOf(':') + 1);
        return new RateKey(
                row.app(),
                ends.remote() + " " + ends.protocol() + " " + ends.local() + " " + process,
                named(ends.remote(), hosts) + " " + ends.protocol() + " from " + port + " " + process,
                process);
    }

    /** An endpoint with the name of its host in the place of the address, such as {@code example.org:443}. */
    private static String named(String endpoint, UnaryOperator<String> hosts) {
        int colon = endpoint.lastIndexOf(':');
        String address = endpoint.substring(0, Math.max(0, colon));
        boolean isEnclosed = address.startsWith("[") && address.endsWith("]");
        String name = hosts.apply(isEnclosed ? address.substring(1, address.length() - 1) : address);
        return name.isEmpty() ? endpoint : name + endpoint.substring(colon);
    }

    /** The key of the process that has the connection. */
    RateKey ofProcess() {
        return new RateKey(name, process);
    }

    /** Whether this is the row of a connection, whose shown detail starts with the far host. */
    boolean isConnection() {
        return !shown.equals(detail);
    }

    boolean matches(String lowerCase) {
        return name.toLowerCase(Locale.ROOT).contains(lowerCase)
                || detail.toLowerCase(Locale.ROOT).contains(lowerCase)
                || shown.toLowerCase(Locale.ROOT).contains(lowerCase);
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
