package netmon.scan.macos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.CommandChoice;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ProgramSource;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.macos.NettopListing.ProcessSum;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of all users with their bytes and processes by {@code nettop}, without root; the second choice on macOS.
 * A run takes 10 to 120 ms, sometimes seconds, and may print nothing after sleep. Each read starts it anew: a nettop
 * that was kept running was reported to use a whole CPU and to outlive its parent.
 */
public final class Nettop {
    static final String COMMAND = "nettop -L 1 -x -n -J bytes_in,bytes_out";

    /**
     * The last sum and the last counter of each pid. Where nettop prints processes only, each gets one socket. A
     * process's sum falls when one of its sockets closes, which would look like a reset counter; the counter of the
     * socket made here stands still instead.
     */
    private Map<Long, Known> known = new HashMap<>();

    private record Known(ProcessSum sum, Traffic counter) {}

    private Nettop() {}

    public static SocketSource source(Machine machine) {
        Nettop nettop = new Nettop();
        return new ProgramSource("nettop", new CommandChoice(machine, COMMAND), nettop::parse);
    }

    /** The exit status is not read: with an unknown column nettop prints its usage and exits with 0. */
    private SocketTable parse(ProgramOutput output, RowTally tally) throws ScanException {
        NettopListing listing = NettopListing.parse(output.bytes(), tally);
        return SocketTable.of(listing.sockets().isEmpty() ? sockets(listing.processes()) : listing.sockets());
    }

    /** One socket for each process, without addresses; the pid distinguishes them. */
    private List<Socket> sockets(List<ProcessSum> processes) {
        Map<Long, Known> next = new HashMap<>();
        List<Socket> sockets = new ArrayList<>();
        for (ProcessSum each : processes) {
            long pid = each.process().pid();
            Traffic counter = counter(known.get(pid), each);
            next.put(pid, new Known(each, counter));
            sockets.add(new Socket(
                    Protocol.TCP, Endpoint.ANY, Endpoint.ANY, 0, false, false, List.of(each.process()), counter, null));
        }
        known = next;
        return sockets;
    }

    private static Traffic counter(@Nullable Known before, ProcessSum now) {
        if (before == null || !before.sum.process().equals(now.process())) {
            return now.bytes();
        }
        return before.counter.plus(now.bytes().since(before.sum.bytes()));
    }
}
