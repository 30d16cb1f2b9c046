package netmon.scan;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;

/** The machine's own addresses by interface name, from the JDK, without scopes. */
public final class Addresses {
    private Addresses() {}

    public static Map<String, List<Address>> read() throws ScanException {
        Map<String, List<Address>> found = new HashMap<>();
        try {
            NetworkInterface.networkInterfaces().forEach(each -> found.put(each.getName(), of(each)));
        } catch (SocketException e) {
            throw new ScanException("the interfaces' addresses cannot be read: " + e.getMessage(), e);
        }
        return found;
    }

    private static List<Address> of(NetworkInterface each) {
        return each.inetAddresses()
                .map(Address::of)
                .map(Endpoints::withoutScope)
                .toList();
    }
}
