package netmon.scan.macos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.macos.NettopListing.ProcessSum;
import org.jspecify.annotations.Nullable;

/**
 * Makes one socket of each process where nettop prints processes only. A process's sum falls when one of its sockets
 * closes, which would look like a reset counter; the counter of the socket made here stands still instead.
 */
final class ProcessSums {
    private Map<Long, Known> known = new HashMap<>();

    /**
     * The sum and the counter of one pid.
     *
     * @param sum the last printed sum, with the process
     * @param counter the counter of the socket made of it
     */
    private record Known(ProcessSum sum, Traffic counter) {}

    /** One socket for each process, without addresses; the pid distinguishes them. */
    List<Socket> sockets(List<ProcessSum> processes) {
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
        Traffic last = before.sum.bytes();
        return before.counter.plus(new Traffic(
                Math.max(0, now.bytes().received() - last.received()),
                Math.max(0, now.bytes().sent() - last.sent())));
    }
}
