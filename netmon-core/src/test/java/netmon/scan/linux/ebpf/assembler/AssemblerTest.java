package netmon.scan.linux.ebpf.assembler;

import static netmon.scan.linux.ebpf.assembler.Register.R0;
import static netmon.scan.linux.ebpf.assembler.Register.R1;
import static netmon.scan.linux.ebpf.assembler.Register.R10;
import static netmon.scan.linux.ebpf.assembler.Register.R2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssemblerTest {
    /** The bytes are written by hand from the kernel's instruction-set.rst. */
    static Stream<Arguments> instructions() {
        return Stream.of(
                row("r1 = r2", "bf21000000000000", a -> a.set(R1, R2)),
                row("r1 = -1", "b7010000ffffffff", a -> a.set(R1, -1)),
                row("r1 += r2", "0f21000000000000", a -> a.add(R1, R2)),
                row("r1 += 12", "070100000c000000", a -> a.add(R1, 12)),
                row("r1 -= r2", "1f21000000000000", a -> a.subtract(R1, R2)),
                row("r1 *= r2", "2f21000000000000", a -> a.multiply(R1, R2)),
                row("r1 |= r2", "4f21000000000000", a -> a.or(R1, R2)),
                row("r1 &= 65535", "57010000ffff0000", a -> a.and(R1, 0xffff)),
                row("r1 <<= 32", "6701000020000000", a -> a.shiftLeft(R1, 32)),
                row("r1 >>= 4", "7701000004000000", a -> a.shiftRight(R1, 4)),
                row("r1 = *(u8 *)(r10 - 24)", "71a1e8ff00000000", a -> a.load8(R1, R10, -24)),
                row("r1 = *(u32 *)(r2 + 40)", "6121280000000000", a -> a.load32(R1, R2, 40)),
                row("r1 = *(u64 *)(r2 + 168)", "7921a80000000000", a -> a.load64(R1, R2, 168)),
                row("*(u64 *)(r10 - 8) = r1", "7b1af8ff00000000", a -> a.store64(R10, -8, R1)),
                row("*(u64 *)(r10 - 8) = 1", "7a0af8ff01000000", a -> a.store64(R10, -8, 1)),
                row("lock *(u64 *)(r0 + 16) += r1", "db10100000000000", a -> a.atomicAdd64(R0, 16, R1)),
                row("call 46", "850000002e000000", a -> a.call(BpfHelper.GET_SOCKET_COOKIE)),
                row("r1 = map 5", "18110000050000000000000000000000", a -> a.loadMap(R1, 5)),
                row("exit", "9500000000000000", a -> a.exit()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void anInstructionHasTheBytesOfTheSpecification(String text, String bytes, UnaryOperator<Assembler> writing) {
        assertEquals(bytes, hex(writing.apply(new Assembler())));
    }

    @Test
    void jumpsLeadForwardsAndBackwardsByInstructions() {
        Assembler program = new Assembler()
                .label("start")
                .jumpIfEqual(R1, 1, "end")
                .jumpIfNotEqual(R1, 2, "end")
                .jumpIfGreater(R1, 3, "end")
                .jumpIfEqual(R1, R2, "end")
                .jumpIfNotEqual(R1, R2, "start")
                .loadMap(R1, 7)
                .jump("start")
                .label("end")
                .exit();
        assertEquals(
                String.join(
                        "",
                        "1501070001000000",
                        "5501060002000000",
                        "2501050003000000",
                        "1d21040000000000",
                        "5d21fbff00000000",
                        "18110000070000000000000000000000",
                        "0500f8ff00000000",
                        "9500000000000000"),
                hex(program));
    }

    @Test
    void aLabelThatIsMissingOrDefinedTwiceIsAnError() {
        assertThrows(
                IllegalStateException.class,
                () -> new Assembler().jump("nowhere").bytes());
        assertThrows(
                IllegalStateException.class, () -> new Assembler().label("a").label("a"));
    }

    private static Arguments row(String text, String bytes, UnaryOperator<Assembler> writing) {
        return Arguments.of(text, bytes, writing);
    }

    private static String hex(Assembler program) {
        return HexFormat.of().formatHex(program.bytes());
    }
}
