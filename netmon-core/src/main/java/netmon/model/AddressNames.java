package netmon.model;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Finds the names of hosts without asking anyone beyond this machine. */
@FunctionalInterface
public interface AddressNames {
    /**
     * The names of some of these addresses.
     *
     * @throws IOException if this machine does not answer
     */
    Map<Address, String> of(Set<Address> addresses) throws IOException;
}
