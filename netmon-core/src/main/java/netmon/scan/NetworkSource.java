package netmon.scan;

import java.util.Map;
import netmon.model.NetworkLabel;

/** Finds the networks that the interfaces are connected to, without asking anyone beyond this machine. */
@FunctionalInterface
public interface NetworkSource {
    /** The known networks by the names of the interfaces; an interface without a known one is not in the map. */
    Map<String, NetworkLabel> read() throws ScanException;
}
