package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import netmon.scan.Resources;
import org.junit.jupiter.api.Test;

/** Recorded messages with bytes changed, cut and doubled at random: the same each time, and without an agent. */
class NtstatMutationTest {
    private static final int ROUNDS = 1000;

    @Test
    void messagesThatWereDamagedAreReadOrRefused() {
        List<byte[]> seeds = List.of(
                Resources.bytes("macos/ntstat/closing-8796/0015/ntstat").array(),
                Resources.bytes("macos/ntstat/quic-12377/0001/ntstat").array(),
                Resources.bytes("macos/ntstat/macos27-tcp-update.bin").array());
        Random random = new Random(20_261_127);
        int rounds = 0;
        for (; rounds < ROUNDS; rounds++) {
            NtstatFuzzTest.Hostile.readAll(damaged(seeds.get(rounds % seeds.size()), random));
        }
        assertTrue(rounds == ROUNDS);
    }

    private static byte[] damaged(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
            default -> bytes;
        };
    }
}
