package netmon.scan;

import java.util.List;
import java.util.Map;
import netmon.model.Address;

/**
 * What the machine says, before netmon understands it: the one thing that a recording keeps and plays back.
 * Every call asks anew.
 */
public interface Machine {
    /**
     * The raw answer of one question.
     *
     * @param name what is read, and the file's name in a recording: a command line with the program's folder left out
     *     ({@code netstat -ibn}), a file of /proc with blanks for slashes ({@code proc net dev}), or a kernel dump
     *     ({@code sock_diag tcp4}, {@code links})
     * @return the answer; its bytes are only valid until the next call
     * @throws ScanException if there is no such program or file, or it hangs or prints too much
     */
    ProgramOutput read(String name) throws ScanException;

    /** The machine's own addresses by interface name. */
    Map<String, List<Address>> addresses() throws ScanException;

    /** What tells this start of the machine from every other; empty where the system does not tell. */
    String boot();
}
