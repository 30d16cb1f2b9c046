package netmon.scan.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;

/**
 * Opens the kernel's process connector ({@code linux/cn_proc.h}), which reports programs that processes execute, and
 * processes that end. The kernel permits it to root, from Linux 6.6 on to everyone; only in the first namespaces of
 * processes and of the network.
 */
public final class ProcessConnector {
    private static final int CONNECTOR = 11;
    private static final int CN_IDX_PROC = 1;
    private static final int LISTEN = 1;
    private static final int LENGTH = NetlinkMessages.HEADER + 20 + Integer.BYTES;

    /**
     * A classic BPF program: takes acknowledgements, and of executions and exits those of whole processes. Threads come
     * and go by the thousand. A line is an instruction: code, jump if true, jump if false, constant.
     */
    private static final int[][] FILTER = {
        {0x20, 0, 0, 36}, // load the kind of event
        {0x15, 6, 0, 0}, // acknowledgement: take it
        {0x15, 1, 0, inNetworkOrder(2)}, // execution
        {0x15, 0, 5, inNetworkOrder(0x8000_0000)}, // exit, else drop it
        {0x20, 0, 0, 52}, // load the thread's number
        {0x07, 0, 0, 0},
        {0x20, 0, 0, 56}, // load the process's number
        {0x1d, 0, 1, 0}, // equal, else drop it
        {0x06, 0, 0, -1},
        {0x06, 0, 0, 0},
    };

    private ProcessConnector() {}

    /** A socket that receives the events from now on; the first of them is the kernel's acknowledgement, if any. */
    public static Netlink open() throws ScanException {
        Netlink opened = Netlink.open(CONNECTOR, CN_IDX_PROC);
        try {
            opened.filter(filter());
            opened.send(request());
            return opened;
        } catch (ScanException e) {
            opened.close();
            throw e;
        }
    }

    /** A message with the header, {@code struct cn_msg} and the operation. */
    private static byte[] request() {
        ByteBuffer message = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
        message.putInt(0, LENGTH).putShort(4, (short) NetlinkMessages.DONE);
        message.putInt(16, CN_IDX_PROC)
                .putInt(20, 1)
                .putShort(32, (short) Integer.BYTES)
                .putInt(36, LISTEN);
        return message.array();
    }

    private static byte[] filter() {
        ByteBuffer code = ByteBuffer.allocate(FILTER.length * 8).order(ByteOrder.nativeOrder());
        for (int[] each : FILTER) {
            code.putShort((short) each[0])
                    .put((byte) each[1])
                    .put((byte) each[2])
                    .putInt(each[3]);
        }
        return code.array();
    }

    /** Filters load in network order what the kernel wrote in the machine's own. */
    private static int inNetworkOrder(int value) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
    }
}
