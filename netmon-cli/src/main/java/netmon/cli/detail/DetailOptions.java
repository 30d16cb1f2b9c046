package netmon.cli.detail;

import java.util.List;
import java.util.Map;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.DetailGrouping;
import netmon.model.DetailSum;
import netmon.model.NetworkScope;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** The options of a question about stored detail beside {@code --by}. */
public final class DetailOptions {
    /** What to do where no detail is stored. */
    public static final String STORE_DETAIL = "To store it from now on, put 'detail = process,destination,port,user'"
            + " into ~/.netmon/netmon.properties and start the service again.";

    /** The rows of a table where the user names no number: in a year a busy machine has 30,000 destinations. */
    private static final int ROWS_OF_TABLE = 50;

    private final CommandArgument<NetworkScope> only;
    private final CommandArgument<Boolean> resolve;

    public DetailOptions(CommandArguments arguments) {
        only = arguments.choice(
                "--only",
                "NETWORK",
                "Only the bytes of one network: {choices}; needs stored detail.",
                new NetworkScope[] {
                    NetworkScope.INTERNET, NetworkScope.LAN, NetworkScope.LINK_LOCAL, NetworkScope.MULTICAST
                });
        resolve = arguments.flag("--resolve", "Ask the name server for the names of destinations.");
    }

    public @Nullable NetworkScope only() {
        return only.value();
    }

    /** The stored names of hosts, if the rows are destinations. */
    public static Map<String, String> storedNames(TrafficReader store, @Nullable DetailGrouping by)
            throws StoreException {
        return by == DetailGrouping.DESTINATION ? store.hostNames() : Map.of();
    }

    /** How many rows an answer has where the user names no number; programs get all. */
    public static int most(AnswerPrinter printer) {
        return printer.isText() ? ROWS_OF_TABLE : Integer.MAX_VALUE;
    }

    /**
     * The names of the hosts of an answer.
     *
     * @param stored the names that the service has stored, by address
     */
    public HostNames hosts(DetailGrouping by, List<DetailSum> rows, Map<String, String> stored) {
        if (by != DetailGrouping.DESTINATION) {
            return new HostNames(stored);
        }
        HostNames hosts = new HostNames(HostNames.FILE, stored);
        if (resolve.isGiven()) {
            hosts.resolve(rows.stream().map(DetailSum::name).distinct().toList(), HostNames::ask);
        }
        return hosts;
    }

    /** Whether detail is stored; if not, prints what to do. The exit status is then {@link ExitCode#NO_DATA}. */
    public static boolean isStored(TrafficReader store, Session session) throws StoreException {
        boolean isStored = store.hasDetail();
        if (!isStored) {
            session.err().println("No detail is stored. " + STORE_DETAIL);
        }
        return isStored;
    }
}
