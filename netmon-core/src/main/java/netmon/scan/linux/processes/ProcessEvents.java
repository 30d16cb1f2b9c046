package netmon.scan.linux.processes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import netmon.scan.ScanException;
import netmon.scan.linux.netlink.NetlinkMessages;

/**
 * The processes that executed a program or ended between two questions, by the kernel's process connector. Format: a
 * netlink message with a {@code struct cn_msg} of {@code linux/connector.h} and a {@code struct proc_event} of {@code
 * linux/cn_proc.h}, in the machine's own order.
 *
 * @param acknowledged whether the kernel confirmed here that it reports events
 * @param refused whether it answered that it does not
 * @param lost whether it had no room for some events
 * @param executed those that run another program since
 * @param ended those that ended
 * @param parents those that had started one that ended; known since Linux 4.18
 */
public record ProcessEvents(
        boolean acknowledged, boolean refused, boolean lost, Set<Long> executed, Set<Long> ended, Set<Long> parents) {
    /** The question to the machine. */
    public static final String QUESTION = "process events";

    private static final int EVENT = NetlinkMessages.HEADER + 20;
    private static final int DATA = EVENT + 16;
    private static final int SHORTEST = DATA + 8;
    private static final int PARENT_TGID = DATA + 20;

    private static final int ACKNOWLEDGEMENT = 0;
    private static final int EXEC = 2;
    private static final int EXIT = 0x8000_0000;

    public ProcessEvents {
        executed = Set.copyOf(executed);
        ended = Set.copyOf(ended);
        parents = Set.copyOf(parents);
    }

    /** Reads messages, one after the other. */
    public static ProcessEvents parse(ByteBuffer answer) throws ScanException {
        ByteBuffer bytes = answer.slice().order(ByteOrder.nativeOrder());
        Reader reader = new Reader(bytes);
        int at = 0;
        while (bytes.limit() - at >= NetlinkMessages.HEADER) {
            int length = bytes.getInt(at);
            if (length < NetlinkMessages.HEADER || length > bytes.limit() - at) {
                throw new ScanException(QUESTION + ": a message of " + length + " bytes");
            }
            reader.read(at, length);
            at += length + (-length & 3);
        }
        return new ProcessEvents(
                reader.acknowledged, reader.refused, reader.lost, reader.executed, reader.ended, reader.parents);
    }

    private static final class Reader {
        private final ByteBuffer bytes;
        private final Set<Long> executed = new HashSet<>();
        private final Set<Long> ended = new HashSet<>();
        private final Set<Long> parents = new HashSet<>();
        private boolean acknowledged;
        private boolean refused;
        private boolean lost;

        Reader(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        void read(int at, int length) {
            lost |= bytes.getShort(at + 4) == NetlinkMessages.OVERRUN;
            if (length < SHORTEST) {
                return;
            }
            long pid = bytes.getInt(at + DATA);
            switch (bytes.getInt(at + EVENT)) {
                case ACKNOWLEDGEMENT -> {
                    acknowledged |= pid == 0; // there it is an error's number
                    refused |= pid != 0;
                }
                case EXEC -> executed.add(pid);
                case EXIT -> {
                    ended.add(pid);
                    if (length >= PARENT_TGID + Integer.BYTES) {
                        parents.add((long) bytes.getInt(at + PARENT_TGID));
                    }
                }
                default -> {} // not asked for
            }
        }
    }
}
