package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import netmon.scan.FakeMachine;
import netmon.scan.InterfaceRule;
import netmon.scan.Output;
import netmon.scan.Resources;
import netmon.scan.ScanException;
import netmon.scan.lsof.Lsof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded outputs, damaged at random: every reader answers or says that it cannot, and nothing else. */
class ListingsFuzzTest {
    private static final int ROUNDS = 2000;
    private static final int MOST_WOUNDS = 6;
    private static final long SEED = 20_261_123;

    /** What parsers stumble over. */
    private static final List<String> SPLINTERS = List.of(
            "",
            " ",
            "\n",
            "\0",
            ":",
            ".",
            ",",
            "*",
            "%",
            "-",
            "<->",
            "->",
            "[",
            "]",
            "0x",
            "<Link#",
            "99999999999999999999",
            "\u202e",
            "tcp4 ",
            "udp6 ",
            "process:pid",
            "\\x",
            "\t");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netstat-anv-macos15.txt",
                "netstat-anv-macos26.txt",
                "netstat-anvl-macos15.1-rows-only.txt",
                "netstat-nv-macos10.14-no-bytes.txt",
                "netstat-ibdn-old-5-char-names.txt",
                "netstat-ibdn-old-truncated-names.txt",
                "nettop-P-L1-macos12.csv",
                "nettop-P-L2-d-two-samples.csv",
                "lsof-F-all-fields.txt",
                "lsof-F-udp-wildcard.txt",
            })
    void aDamagedRecordingIsReadOrRefused(String file) {
        byte[] whole = Resources.bytes("macos/" + file).array();
        Random random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            for (int wounds = random.nextInt(MOST_WOUNDS); wounds > 0; wounds--) {
                damaged = damage(damaged, random);
            }
            read += readAll(damaged);
        }
        assertTrue(read > 0, "nothing was ever understood");
    }

    /** How many of the readers understood the text. */
    private static int readAll(byte[] text) {
        Output output = Output.of(text);
        FakeMachine machine = new FakeMachine()
                .says(NetstatSockets.TCP, output)
                .says(NetstatSockets.UDP, output)
                .says(Nettop.COMMAND, output)
                .says("lsof -nP -i -w -F pcuLftPnT", output);
        return understood(() -> NetstatListing.parse(output.bytes(), "netstat"))
                + understood(() -> new Nettop(machine).read())
                + understood(() -> new Lsof(machine).read())
                + understood(() -> NetstatInterfaces.parse(output.bytes(), Map.of(), InterfaceRule.AUTOMATIC));
    }

    private interface Reading {
        Object read() throws ScanException;
    }

    private static int understood(Reading reading) {
        try {
            reading.read();
            return 1;
        } catch (ScanException e) {
            return 0;
        }
    }

    /** Cuts a piece out, or puts another or a splinter in, or flips a byte. */
    private static byte[] damage(byte[] text, Random random) {
        int from = random.nextInt(text.length + 1);
        int to = Math.min(text.length, from + random.nextInt(40));
        byte[] piece = switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8);
            case 2 -> new byte[] {(byte) random.nextInt(256)};
            default -> Arrays.copyOf(text, Math.min(text.length, random.nextInt(300)));
        };
        ByteBuffer damaged = ByteBuffer.allocate(from + piece.length + text.length - to);
        damaged.put(text, 0, from).put(piece).put(text, to, text.length - to);
        return damaged.array();
    }
}
