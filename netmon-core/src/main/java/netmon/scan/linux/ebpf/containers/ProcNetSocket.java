package netmon.scan.linux.ebpf.containers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import netmon.model.Address;
import netmon.model.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code /proc/PID/net/tcp}, {@code tcp6}, {@code udp} or {@code udp6} (proc_pid_net(5)). Addresses are words
 * of 32 bits in the machine's byte order, ports are plain hexadecimal numbers:
 *
 * <pre>{@code
 *   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *    0: 0200610A:9C40 0200630A:1389 01 00000000:00000000 00:00000000 00000000     0        0 12345 1 ...
 * }</pre>
 */
record ProcNetSocket(int localPort, Endpoint remote) {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int HEX = 16;

    /** Null for a line that is no socket, such as the heading. */
    static @Nullable ProcNetSocket parse(String line) {
        String[] cells = line.strip().split("\\s+", REMOTE + 2);
        try {
            return cells.length <= REMOTE ? null : new ProcNetSocket(port(cells[LOCAL]), endpoint(cells[REMOTE]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int port(String cell) {
        return Integer.parseInt(cell.substring(cell.indexOf(':') + 1), HEX);
    }

    private static Endpoint endpoint(String cell) {
        byte[] digits = HexFormat.of().parseHex(cell.substring(0, Math.max(0, cell.indexOf(':'))));
        if (digits.length != Integer.BYTES && digits.length != 4 * Integer.BYTES) {
            throw new IllegalArgumentException("no address: " + cell);
        }
        ByteBuffer numbers = ByteBuffer.wrap(digits);
        ByteBuffer words = ByteBuffer.allocate(digits.length).order(ByteOrder.nativeOrder());
        while (numbers.hasRemaining()) {
            words.putInt(numbers.getInt());
        }
        Address address = Address.of(words.flip().order(ByteOrder.BIG_ENDIAN), digits.length);
        int port = port(cell);
        return address.isAny() && port == 0 ? Endpoint.ANY : new Endpoint(address, port);
    }
}
