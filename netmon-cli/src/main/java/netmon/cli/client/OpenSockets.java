package netmon.cli.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.model.OwnerProcess;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What an application has open now, as the living service's request {@code sockets} tells it.
 *
 * @param known whether a service answered
 * @param processes those that have the sockets open, not all of them where there are many
 * @param sockets those that moved most first, not all of them where there are many
 * @param socketCount how many there are
 * @param processCount how many there are
 */
public record OpenSockets(
        boolean known, List<OwnerProcess> processes, List<OpenSocket> sockets, long socketCount, long processCount) {
    public static final OpenSockets UNKNOWN = new OpenSockets(false, List.of(), List.of(), 0, 0);

    /**
     * One socket.
     *
     * @param pid of a process that has it open; 0 where none is known
     * @param traffic since it was opened; null where nothing counts it
     * @param seen whether its owner was seen to have it open, and not concluded
     */
    public record OpenSocket(
            long pid,
            String protocol,
            String local,
            String remote,
            @Nullable Traffic traffic,
            boolean seen) {}

    private static final int PROCESS_CELLS = 6;
    private static final int SOCKET_CELLS = 8;

    public static OpenSockets ask(Path database, String app) {
        try {
            ServiceClient.Answer answer = ServiceClient.ask(database, "sockets " + app);
            return answer.ok() ? parse(answer.text()) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Rows that are not understood are left out: the service may be a newer one. */
    public static OpenSockets parse(String answer) {
        List<OwnerProcess> processes = new ArrayList<>();
        List<OpenSocket> sockets = new ArrayList<>();
        long[] totals = new long[2];
        for (String line : answer.lines().toList()) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("process") && cells.length >= PROCESS_CELLS) {
                processes.add(process(cells));
            } else if (cells[0].equals("socket") && cells.length >= SOCKET_CELLS) {
                sockets.add(socket(cells));
            } else if (cells[0].equals("total") && cells.length > 2) {
                totals[0] = number(cells[1]);
                totals[1] = number(cells[2]);
            }
        }
        return new OpenSockets(true, List.copyOf(processes), List.copyOf(sockets), totals[0], totals[1]);
    }

    private static OwnerProcess process(String... cells) {
        return new OwnerProcess(number(cells[1]), number(cells[2]), known(cells[3]), known(cells[5]), known(cells[4]));
    }

    private static OpenSocket socket(String... cells) {
        boolean counted = !cells[5].isEmpty();
        Traffic traffic = counted ? new Traffic(number(cells[5]), number(cells[6])) : null;
        return new OpenSocket(number(cells[1]), cells[2], cells[3], cells[4], traffic, cells[7].equals("seen"));
    }

    private static @Nullable String known(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private static long number(String cell) {
        try {
            return Math.max(0, Long.parseLong(cell));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
