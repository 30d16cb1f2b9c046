package netmon.scan.linux.ebpf.assembler;

import java.nio.ByteBuffer;

/**
 * One instruction as {@code struct bpf_insn} of linux/bpf.h has it: the opcode, two registers in one byte, a 16-bit
 * offset (of memory, or of a jump in instructions) and a 32-bit immediate.
 */
public record Instruction(int opcode, Register destination, Register source, int offset, int immediate) {
    /** Bytes. */
    public static final int LENGTH = 8;

    /** Appends the instruction's bytes; the destination is the lower half of its byte on little-endian machines. */
    void putTo(ByteBuffer bytes) {
        bytes.put((byte) opcode)
                .put((byte) (source.number() << 4 | destination.number()))
                .putShort((short) offset)
                .putInt(immediate);
    }

    /** The same instruction with another offset. */
    Instruction withOffset(int other) {
        return new Instruction(opcode, destination, source, other, immediate);
    }
}
