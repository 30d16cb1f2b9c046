package netmon.scan;

import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.Calibration;

/**
 * The raw answers of the machine, before netmon parses them. A recording stores and replays exactly these. Every call
 * asks anew.
 */
public interface Machine {
    /**
     * The raw answer to one question.
     *
     * @param name the question, and the file's name in a recording: a command line without the program's folder ({@code
     *     netstat -ibn}), a file of /proc with blanks for slashes ({@code proc net dev}), or a kernel dump ({@code
     *     sock_diag tcp4}, {@code links})
     * @return the answer; its bytes are valid only until the next call
     * @throws ScanException if there is no such program or file, or it hangs or prints too much
     */
    ProgramOutput read(String name) throws ScanException;

    /** The machine's own addresses by interface name. */
    Map<String, List<Address>> addresses() throws ScanException;

    /** The identity of this start of the machine; empty where the system reports none. */
    String boot();

    /** The version of the operating system, such as {@code 26.1}; empty where it is unknown. */
    default String version() {
        return "";
    }

    /** What a proof found on this machine about its sources; none where no proof ran. */
    default List<Calibration> calibrations() throws ScanException {
        return List.of();
    }
}
