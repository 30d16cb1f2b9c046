package netmon.service.benchmarks;

import netmon.model.Address;
import netmon.model.OwnerProcess;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Linux machine with many TCP connections, some of which move bytes in each second. Its answers are made once and
 * changed in place, so that a measurement includes netmon and not this machine.
 */
public final class CrowdedLinux implements Machine, Processes, Clock {
    private static final Address OWN = Address.parse("10.0.0.2");
    private static final String LOCAL_V4 = "0a000002";
    private static final int FIRST_PID = 100;
    private static final int FIRST_INODE = 1000;
    private static final int FIRST_PORT = 20_000;

    /** The bytes of a moving connection in a second: one full segment down, its acknowledgement up. */
    private static final int PAYLOAD = 1448;

    private static final int FRAME = 1514;
    private static final int ACKNOWLEDGEMENT = 66;

    /** Lengths of sock_diag's structures: message header, inet_diag_msg, attribute header, tcp_info of Linux 6. */
    private static final int HEADER = 16;

    private static final int MESSAGE = 72;
    private static final int COOKIE_AT = HEADER + 44;
    private static final int INFO_AT = HEADER + MESSAGE + 4;
    private static final int INFO = 232;
    private static final int ROW = INFO_AT + INFO;
    private static final int RECEIVED_AT = INFO_AT + 128;
    private static final int SEGMENTS_OUT_AT = INFO_AT + 136;
    private static final int SEGMENTS_IN_AT = INFO_AT + 140;

    private static final int ESTABLISHED = 1;
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int NEW_LINK = 16;
    private static final int DONE = 3;

    /** The offsets of eth0's two counters. */
    private static final String COUNTERS = """
            Inter-|   Receive
             face |bytes
                lo:                 500 0 0 0 0 0 0 0                 500 0 0 0 0 0 0 0
              eth0: 00000000000000000000 0 0 0 0 0 0 0 00000000000000000000 0 0 0 0 0 0 0
            """;

    private static final int COUNTER_RECEIVED_AT = COUNTERS.indexOf("eth0: ") + 6;
    private static final int COUNTER_DIGITS = 20;
    private static final int COUNTER_SENT_AT = COUNTERS.indexOf(" 000", COUNTER_RECEIVED_AT) + 1;

    private final int connections;
    private final int moving;
    private final int apps;
    private final ByteBuffer sockets;
    private final ByteBuffer counters = ByteBuffer.wrap(COUNTERS.getBytes(StandardCharsets.US_ASCII));
    private final Map<String, ProgramOutput> answers = new HashMap<>();
    private long seconds;
    private long cookies;

    /**
     * @param connections how many there are
     * @param moving how many of them move in each second, always the same
     * @param apps by how many applications they are had
     */
    public CrowdedLinux(int connections, int moving, int apps) {
        this.connections = connections;
        this.moving = moving;
        this.apps = apps;
        this.sockets = ByteBuffer.allocateDirect(connections * ROW + HEADER + 4).order(ByteOrder.nativeOrder());
        for (int i = 0; i < connections; i++) {
            putSocket(i);
        }
        putHeader(sockets, HEADER + 4, DONE).putInt(0);
        answers.put("sock_diag tcp4", new ProgramOutput(sockets.flip(), 0));
        answers.put("proc net dev", new ProgramOutput(counters, 0));
        answers.put("links", new ProgramOutput(links(), 0));
        for (String nothing : List.of("tcp6", "udp4", "udp6", "destroyed")) {
            ByteBuffer done = ByteBuffer.allocate(HEADER + 4).order(ByteOrder.nativeOrder());
            answers.put(
                    "sock_diag " + nothing,
                    new ProgramOutput(putHeader(done, HEADER + 4, DONE).rewind(), 0));
        }
        answers.put("socket owners", ProgramOutput.of(owners()));
        answers.put(
                "proc net snmp",
                ProgramOutput.of("Ip: ForwDatagrams\nIp: 0\nUdp: InDatagrams OutDatagrams\nUdp: 5 6\n"));
        answers.put("proc net netstat", ProgramOutput.of("IpExt: InOctets OutOctets\nIpExt: 700 800\n"));
    }

    /** Advances the clock by a second. */
    void second() {
        seconds++;
        for (int i = 0; i < moving; i++) {
            int at = i * ROW;
            sockets.putLong(at + RECEIVED_AT, seconds * PAYLOAD);
            sockets.putInt(at + SEGMENTS_IN_AT, (int) seconds);
            sockets.putInt(at + SEGMENTS_OUT_AT, (int) seconds);
        }
        putNumber(COUNTER_RECEIVED_AT, seconds * moving * FRAME);
        putNumber(COUNTER_SENT_AT, seconds * moving * ACKNOWLEDGEMENT);
    }

    /** Replaces one connection by another one with the same addresses. */
    void replaceSocket(int i) {
        cookies++;
        sockets.putLong(i * ROW + COOKIE_AT, cookies);
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        ProgramOutput answer = answers.get(name);
        if (answer == null) {
            throw new ScanException(name + ": there is none");
        }
        return answer;
    }

    @Override
    public Map<String, List<Address>> addresses() {
        return Map.of("eth0", List.of(OWN));
    }

    @Override
    public String boot() {
        return "boot";
    }

    @Override
    public OwnerProcess of(long pid, @Nullable String command) {
        return new OwnerProcess(pid, 1, "/usr/bin/app" + pid, command, null);
    }

    @Override
    public long started(long pid) {
        return 1;
    }

    @Override
    public long wallMillis() {
        return 1_795_435_200_000L + seconds * 1000;
    }

    @Override
    public long monotonicNanos() {
        return seconds * 1_000_000_000;
    }

    @Override
    public long bootNanos() {
        return monotonicNanos();
    }

    private void putSocket(int i) {
        putHeader(sockets, ROW, SOCK_DIAG_BY_FAMILY);
        int at = sockets.position();
        sockets.put((byte) 2).put((byte) ESTABLISHED);
        ByteBuffer network = sockets.duplicate().order(ByteOrder.BIG_ENDIAN);
        network.putShort(at + 4, (short) (FIRST_PORT + i % FIRST_PORT)).putShort(at + 6, (short) 443);
        network.putInt(at + 8, Integer.parseUnsignedInt(LOCAL_V4, 16));
        network.putInt(at + 24, 0xc000_0200 + i % 250 + 1); // 192.0.2.x
        cookies++;
        sockets.putLong(at + COOKIE_AT - HEADER, cookies);
        sockets.putInt(at + 68, FIRST_INODE + i);
        sockets.putShort(at + MESSAGE, (short) (4 + INFO)).putShort(at + MESSAGE + 2, (short) 2);
        sockets.position(at + ROW - HEADER);
    }

    private static ByteBuffer putHeader(ByteBuffer into, int length, int type) {
        return into.putInt(length)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(1)
                .putInt(0);
    }

    /** Only eth0, an Ethernet card that is up; lo is left out. */
    private static ByteBuffer links() {
        int length = HEADER + 16 + 12;
        ByteBuffer bytes = ByteBuffer.allocate(length + HEADER + 4).order(ByteOrder.nativeOrder());
        putHeader(bytes, length, NEW_LINK);
        bytes.putShort((short) 0).putShort((short) 1).putInt(2).putInt(1).putInt(0);
        bytes.putShort((short) 9).putShort((short) 3).put("eth0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        return putHeader(bytes, HEADER + 4, DONE).putInt(0).flip();
    }

    private String owners() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < connections; i++) {
            lines.append(FIRST_INODE + i)
                    .append('\t')
                    .append(FIRST_PID + i % apps)
                    .append('\n');
        }
        return lines.toString();
    }

    private void putNumber(int at, long number) {
        long left = number;
        for (int i = at + COUNTER_DIGITS - 1; i >= at; i--) {
            counters.put(i, (byte) ('0' + left % 10));
            left /= 10;
        }
    }
}
