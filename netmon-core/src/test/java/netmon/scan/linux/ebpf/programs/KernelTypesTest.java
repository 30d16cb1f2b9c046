package netmon.scan.linux.ebpf.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTypesTest {
    private static final Path RUNNING = Path.of("/sys/kernel/btf/vmlinux");
    private static final String STRINGS = "\0int\0outer\0a\0b\0c\0";
    private static final int INT = 1;
    private static final int OUTER = 5;
    private static final int A = 11;
    private static final int B = 13;
    private static final int C = 15;

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 65, 200})
    void membersAreFoundInsideOfStructuresWithoutAName(int before) throws ScanException {
        KernelTypes types = KernelTypes.parse(sample(before));
        assertEquals(0, types.offset("outer", "a"));
        assertEquals(8, types.offset("outer", "b"));
        assertEquals(12, types.offset("outer", "c"));
    }

    @Test
    void whatIsNotThereIsNamed() throws ScanException {
        KernelTypes types = KernelTypes.parse(sample(1));
        ScanException missing = assertThrows(ScanException.class, () -> types.offset("outer", "d"));
        assertEquals("the kernel's types: no outer.d", missing.getMessage());
        assertThrows(ScanException.class, () -> types.offset("oute", "a"));
    }

    @Test
    void otherFilesAreRefused() {
        assertThrows(ScanException.class, () -> KernelTypes.parse(ByteBuffer.allocate(100)));
        assertThrows(ScanException.class, () -> KernelTypes.parse(ByteBuffer.allocate(0)));
        assertThrows(ScanException.class, () -> KernelTypes.parse(sample(1).limit(60)));
        ByteBuffer unknown = sample(1);
        unknown.putInt(24 + 4, 30 << 24);
        assertThrows(ScanException.class, () -> KernelTypes.parse(unknown));
    }

    @Test
    void theTypesOfASocketsStorageAreWhatTheyAreMeantToBe() {
        assertEquals(
                "9feb010018000000" + "0000000028000000" + "2800000005000000"
                        + "01000000000000010400000020000001"
                        + "000000000000000300000000"
                        + "01000000010000000a000000"
                        + "00696e7400",
                HexFormat.of().formatHex(StorageTypes.of(40)));
    }

    @Test
    void theRunningKernelDescribesTheWayToThePath() throws IOException, ScanException {
        assumeTrue(Files.isReadable(RUNNING), "skipped: this kernel does not describe its types");
        PathOffsets found =
                KernelTypes.parse(ByteBuffer.wrap(Files.readAllBytes(RUNNING))).pathOffsets();
        assertTrue(found.memory() > 0 && found.parent() > 0 && found.name() > found.parent(), found.toString());
    }

    /**
     * {@code struct outer { int a; struct { int b; union { int c; }; }; }} with an offset of 8 within.
     *
     * @param before how many types are before the union
     */
    private static ByteBuffer sample(int before) {
        ByteBuffer types = buffer(16 * before + 200);
        for (int i = 0; i < before; i++) {
            types.putInt(INT).putInt(1 << 24).putInt(4).putInt(32);
        }
        types.putInt(0).putInt(5 << 24 | 1).putInt(4).putInt(C).putInt(1).putInt(0); // a nameless union
        types.putInt(0).putInt(4 << 24 | 2).putInt(8); // a nameless structure
        types.putInt(B).putInt(1).putInt(0).putInt(0).putInt(before + 1).putInt(32);
        types.putInt(OUTER).putInt(4 << 24 | 2).putInt(16);
        types.putInt(A).putInt(1).putInt(0).putInt(0).putInt(before + 2).putInt(64);
        types.flip();
        byte[] strings = STRINGS.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = buffer(24 + types.limit() + strings.length);
        all.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
        all.putInt(0).putInt(types.limit()).putInt(types.limit()).putInt(strings.length);
        return all.put(types).put(strings).flip();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
