package netmon.scan.linux.ebpf;

import java.util.LinkedHashMap;
import java.util.Map;
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

    private final Map<CreatorKey, Birth> byProcess = new Recent<>();
    private final Map<String, String> pathByComm = new Recent<>();

    /** The comm belongs to it, since exec keeps the process number. */
    private record CreatorKey(int tgid, String comm) {}

    /** Notes births, the oldest first. */
    public void add(Iterable<Birth> births) {
        for (Birth birth : births) {
            byProcess.put(new CreatorKey(birth.tgid(), birth.comm()), birth);
            if (!birth.path().isEmpty()) {
                pathByComm.put(birth.comm(), birth.path());
            }
        }
    }

    /** The birth of the process that created a socket; null where none was reported, or too long ago. */
    public @Nullable Birth of(Origin origin) {
        return byProcess.get(new CreatorKey(origin.tgid(), origin.comm()));
    }

    /**
     * The path of the program that created a socket: from its birth, else the last path seen under its comm, which is a
     * guess.
     *
     * @return null where neither is known
     */
    public @Nullable String path(Origin origin) {
        Birth birth = of(origin);
        return birth != null && !birth.path().isEmpty() ? birth.path() : pathByComm.get(origin.comm());
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
