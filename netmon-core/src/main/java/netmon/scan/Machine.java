package netmon.scan;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.model.NetworkRoute;

/** The machine's raw answers, before netmon parses them; a recording replays exactly these. */
public interface Machine {
    /**
     * The raw answer to one question; its bytes are valid only until the next call.
     *
     * @param name the question, and the file's name in a recording: a command line without the program's folder ({@code
     *     netstat -ibn}), a file of /proc with blanks for slashes ({@code proc net dev}), or a kernel dump ({@code
     *     sock_diag tcp4}, {@code links})
     * @throws ScanException if there is no such program or file, or it hangs or prints too much
     */
    ProgramOutput read(String name) throws ScanException;

    /** The machine's own addresses by interface name, without scopes; by default those that the JDK reports. */
    default Map<String, List<Address>> addresses() throws ScanException {
        return addresses(NetworkInterface::getName);
    }

    /** The addresses that the JDK reports, by a name of their interface. */
    static Map<String, List<Address>> addresses(Function<NetworkInterface, String> name) throws ScanException {
        try {
            return NetworkInterface.networkInterfaces()
                    .collect(Collectors.toMap(
                            name,
                            each -> each.inetAddresses()
                                    .map(Address::of)
                                    .map(Endpoints::withoutScope)
                                    .toList(),
                            // Java replaces what is no UTF-8, so that two names can become one.
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
        } catch (SocketException e) {
            throw new ScanException("the interfaces' addresses cannot be read: " + e.getMessage(), e);
        }
    }

    /** The routes of the main table; empty where none are known. */
    default List<NetworkRoute> routes() {
        return List.of();
    }

    /** The identity of this start of the machine; empty where the system reports none. */
    String boot();

    /** The version of the operating system, such as {@code 26.1}; empty where it is unknown. */
    default String version() {
        return "";
    }
}
