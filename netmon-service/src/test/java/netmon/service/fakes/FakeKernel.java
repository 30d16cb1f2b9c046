package netmon.service.fakes;

import netmon.model.Address;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Linux machine with a {@code sock_diag} that lists established TCP connections from port 10000 on, and an {@code
 * lsof} that lists one.
 */
public final class FakeKernel implements Machine {
    /** Netlink's header, the fixed part of a socket, an attribute's header, and tcp_info up to the sent bytes. */
    private static final int HEADER = 16;

    private static final int SOCKET = 72;
    private static final int ATTRIBUTE = 4;
    private static final int INFO = 208;
    private static final int MESSAGE = HEADER + SOCKET + ATTRIBUTE + INFO;

    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int ERROR = 2;
    private static final int DONE = 3;
    private static final int OVERRUN = 4;
    private static final int SPORT_AT = 4;
    private static final int COOKIE_AT = 44;
    private static final int INODE_AT = 68;
    private static final int RECEIVED_AT = 128;
    private static final int FIRST_PORT = 10_000;
    private static final int PORTS = 50_000;

    private static final String LSOF = """
            p100
            ccurl
            f4
            tIPv4
            PTCP
            n10.0.0.2:50000->192.0.2.7:443
            TST=ESTABLISHED
            """;

    private final Map<String, ProgramOutput> answers = new HashMap<>();
    private final ByteBuffer tcp;

    /** @param connections their number */
    public FakeKernel(int connections) {
        tcp = ByteBuffer.allocateDirect(connections * MESSAGE + HEADER).order(ByteOrder.nativeOrder());
        for (int i = 0; i < connections; i++) {
            connection(i);
        }
        header(tcp, HEADER, DONE);
        tcp.flip();
        answers.put("sock_diag tcp4", new ProgramOutput(tcp, 0));
        for (String empty : List.of("sock_diag tcp6", "sock_diag udp4", "sock_diag udp6", "sock_diag destroyed")) {
            answers.put(empty, message(HEADER, DONE));
        }
        answers.put("lsof -nP -i -w -F pcuLftPnT", ProgramOutput.of(LSOF));
    }

    /** Lets each connection receive bytes. */
    public FakeKernel receives(long bytes) {
        for (int at = 0; at < tcp.limit() - HEADER; at += MESSAGE) {
            int counter = at + HEADER + SOCKET + ATTRIBUTE + RECEIVED_AT;
            tcp.putLong(counter, tcp.getLong(counter) + bytes);
        }
        return this;
    }

    /** Sets the answer to a question. */
    public FakeKernel answers(String question, ProgramOutput answer) {
        answers.put(question, answer);
        return this;
    }

    /** Makes a question fail. */
    public FakeKernel lacks(String question) {
        answers.remove(question);
        return this;
    }

    /** A message with only zeros after its header. */
    public static ProgramOutput message(int length, int type) {
        ByteBuffer made = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        header(made, length, type);
        return new ProgramOutput(made.clear(), 0);
    }

    /** A message with an error of the kernel. */
    public static ProgramOutput error(int number) {
        ProgramOutput error = message(HEADER + Integer.BYTES, ERROR);
        error.bytes().order(ByteOrder.nativeOrder()).putInt(HEADER, -number);
        return error;
    }

    /** The kernel's report that its buffer overflowed and messages are lost. */
    public static ProgramOutput overrun() {
        ByteBuffer made = ByteBuffer.allocate(2 * HEADER).order(ByteOrder.nativeOrder());
        header(made, HEADER, OVERRUN);
        header(made, HEADER, DONE);
        return new ProgramOutput(made.flip(), 0);
    }

    /** The answer without its last bytes. */
    public static ProgramOutput truncated(ProgramOutput answer, int lost) {
        return new ProgramOutput(answer.bytes().duplicate().limit(answer.bytes().limit() - lost), answer.exit());
    }

    /** The usual answer. */
    public ProgramOutput answer(String question) {
        return answers.getOrDefault(question, ProgramOutput.of(""));
    }

    private void connection(int i) {
        int at = tcp.position();
        header(tcp, MESSAGE, SOCK_DIAG_BY_FAMILY);
        tcp.put((byte) 2).put((byte) 1); // AF_INET, ESTABLISHED
        tcp.order(ByteOrder.BIG_ENDIAN);
        tcp.putShort(at + HEADER + SPORT_AT, (short) (FIRST_PORT + i % PORTS)).putShort(at + HEADER + 6, (short) 443);
        tcp.putInt(at + HEADER + 8, 0x0a00_0002).putInt(at + HEADER + 24, 0xc000_0200 + i / PORTS);
        tcp.order(ByteOrder.nativeOrder());
        tcp.putLong(at + HEADER + COOKIE_AT, i + 1L).putInt(at + HEADER + INODE_AT, i + 1);
        tcp.putShort(at + HEADER + SOCKET, (short) (ATTRIBUTE + INFO)).putShort(at + HEADER + SOCKET + 2, (short) 2);
        tcp.position(at + MESSAGE);
    }

    private static void header(ByteBuffer to, int length, int type) {
        to.putInt(length).putShort((short) type).putShort((short) 0).putInt(0).putInt(0);
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        ProgramOutput answer = answers.get(name);
        if (answer == null) {
            throw new ScanException(name + ": refused");
        }
        return answer;
    }

    @Override
    public Map<String, List<Address>> addresses() {
        return Map.of("eth0", List.of(FakeInterfaces.OWN));
    }

    @Override
    public String boot() {
        return "boot 1";
    }
}
