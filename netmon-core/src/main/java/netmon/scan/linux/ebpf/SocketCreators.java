package netmon.scan.linux.ebpf;

import java.util.LinkedHashMap;
import java.util.Map;
import netmon.model.OwnerProcess;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the programs that created sockets, also after they ended. Bounded: what was not seen for longest is
 * forgotten first.
 */
public final class SocketCreators {
    /** A guess: some minutes of a build that starts ten programs a second which use the network. */
    private static final int MOST = 4096;

    private final Map<CreatorKey, Creator> byProcess = new Recent<>();
    private final Map<String, String> pathByComm = new Recent<>();

    /** The comm of the program that closed a socket, by its cookie. */
    private final Map<Long, String> heirs = new Recent<>();

    private final LivingProcesses living;

    /** Looks up processes that may be alive. */
    @FunctionalInterface
    public interface LivingProcesses {
        /** The process of a birth; null if it is gone, or its number now belongs to another. */
        @Nullable
        OwnerProcess of(Birth birth);
    }

    /** The comm belongs to it, since exec keeps the process number. */
    private record CreatorKey(int tgid, String comm) {}

    /** A birth, and the process while it lived; asked is false until it was looked up. */
    private record Creator(
            Birth birth, boolean asked, @Nullable OwnerProcess process) {}

    /** Knows what the births say, and no more. */
    public SocketCreators() {
        this(birth -> null);
    }

    /** Asks for living processes as well: these also have a script and a whole path. */
    public SocketCreators(LivingProcesses living) {
        this.living = living;
    }

    /** Notes births, the oldest first. */
    public void add(Iterable<Birth> births) {
        for (Birth birth : births) {
            if (birth.isOfHeir()) {
                heirs.put(birth.cookie(), birth.comm());
                continue;
            }
            CreatorKey key = new CreatorKey(birth.tgid(), birth.comm());
            Creator before = byProcess.get(key);
            OwnerProcess process = before != null && before.birth.path().equals(birth.path()) ? before.process : null;
            byProcess.put(key, new Creator(birth, false, process));
            if (!birth.path().isEmpty()) {
                pathByComm.put(birth.comm(), birth.path());
            }
        }
    }

    /** Whether another program than the socket's creator had it at its end, so that either may have used it. */
    public boolean hasHeir(long cookie) {
        return heirs.containsKey(cookie);
    }

    /** The birth of the process that created a socket; null where none was reported, or too long ago. */
    public @Nullable Birth of(Origin origin) {
        Creator creator = byProcess.get(new CreatorKey(origin.tgid(), origin.comm()));
        return creator == null ? null : creator.birth;
    }

    /**
     * The process that created a socket: as it was while it lived; else with the path from its birth, or the last path
     * seen under its comm, which is a guess; else with its comm alone, and no number, since that may be another's now.
     */
    public OwnerProcess process(Origin origin) {
        CreatorKey key = new CreatorKey(origin.tgid(), origin.comm());
        Creator creator = byProcess.get(key);
        OwnerProcess process = creator == null ? null : asked(key, creator).process;
        if (process != null) {
            return process;
        }
        String path = path(origin);
        return path == null
                ? OwnerProcess.unresolved(0, origin.comm())
                : new OwnerProcess(origin.tgid(), 0, path, origin.comm(), null);
    }

    /**
     * The path of the program that created a socket: from its birth, else the last path seen under its comm.
     *
     * @return null where neither is known
     */
    public @Nullable String path(Origin origin) {
        Birth birth = of(origin);
        return birth != null && !birth.path().isEmpty() ? birth.path() : pathByComm.get(origin.comm());
    }

    private Creator asked(CreatorKey key, Creator creator) {
        if (creator.asked) {
            return creator;
        }
        OwnerProcess found = living.of(creator.birth);
        Creator asked = new Creator(creator.birth, true, found == null ? creator.process : found);
        byProcess.put(key, asked);
        return asked;
    }

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }
}
