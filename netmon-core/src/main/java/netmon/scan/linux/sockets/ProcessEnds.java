package netmon.scan.linux.sockets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.linux.owners.InodeOwners;
import netmon.scan.linux.processes.ProcessEvents;

/** The polls in which programs ended: their process exited, or executed another one. Where the kernel reports it. */
final class ProcessEnds {
    private static final int MOST = 4096;

    /** After a refusal, which another network namespace or an older kernel does not take back. */
    private static final int POLLS_BEFORE_RETRY = 600;

    /** So many new programs are asked for their parents; more are a storm. */
    private static final int MOST_ASKED = 32;

    private static final ProcessEvents NONE = new ProcessEvents(false, false, true, Set.of(), Set.of(), Set.of());

    private final Map<Long, Integer> pollByPid = new LinkedHashMap<>(16, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > MOST;
        }
    };

    private ProcessEvents latest = NONE;
    private boolean listens;
    private int nextAttempt;

    /** Takes the events since the last poll. */
    void read(Machine machine, int poll) {
        latest = poll < nextAttempt ? NONE : events(machine, poll);
        latest.executed().forEach(pid -> note(pid, poll));
        latest.ended().forEach(pid -> note(pid, poll));
    }

    /** The poll in which the program ended that had this process number in an earlier poll; 0 if none is known. */
    int after(long pid, int earlier) {
        int end = pollByPid.getOrDefault(pid, 0);
        return end > earlier ? end : 0;
    }

    /** Whether the process may have started a program since the last poll; true where the kernel does not report it. */
    boolean mayHaveStarted(OwnerProcess parent, InodeOwners owners) {
        boolean isReported = listens && !latest.lost() && latest.executed().size() <= MOST_ASKED;
        return !isReported
                || latest.parents().contains(parent.pid())
                || latest.executed().stream()
                        .map(pid -> owners.parent(OwnerProcess.unresolved(pid, null)))
                        .anyMatch(parent::equals);
    }

    private ProcessEvents events(Machine machine, int poll) {
        try {
            ProcessEvents events =
                    ProcessEvents.parse(machine.read(ProcessEvents.QUESTION).bytes());
            listens = (listens || events.acknowledged()) && !events.refused();
            return events;
        } catch (ScanException e) {
            listens = false;
            nextAttempt = poll + POLLS_BEFORE_RETRY;
            return NONE;
        }
    }

    private void note(long pid, int poll) {
        pollByPid.remove(pid); // so that it is the newest again
        pollByPid.put(pid, poll);
    }
}
