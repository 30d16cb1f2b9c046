package netmon.scan;

import java.util.Map;
import java.util.Set;
import netmon.model.Address;

/** Finds the names of hosts without asking anyone beyond this machine. */
@FunctionalInterface
public interface AddressNames {
    /**
     * The names of some of these addresses.
     *
     * @throws ScanException if this machine does not answer
     */
    Map<Address, String> of(Set<Address> addresses) throws ScanException;
}
