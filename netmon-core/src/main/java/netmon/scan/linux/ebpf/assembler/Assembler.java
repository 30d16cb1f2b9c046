package netmon.scan.linux.ebpf.assembler;

import static netmon.scan.linux.ebpf.assembler.Register.R0;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the instructions of one program and resolves its labels. Opcodes are those of the kernel's
 * Documentation/bpf/standardization/instruction-set.rst; arithmetic is 64 bits wide, memory is little-endian.
 */
public final class Assembler {
    /** The source register of a 64-bit load whose immediate is a map's descriptor: {@code BPF_PSEUDO_MAP_FD}. */
    private static final Register MAP_DESCRIPTOR = Register.R1;

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<Integer, String> jumps = new HashMap<>();

    /** Names the next instruction, which jumps before it may lead to. */
    public Assembler label(String name) {
        if (labels.put(name, instructions.size()) != null) {
            throw new IllegalStateException("label " + name + " is defined twice");
        }
        return this;
    }

    public Assembler set(Register to, Register from) {
        return append(0xbf, to, from, 0, 0);
    }

    public Assembler set(Register to, int value) {
        return append(0xb7, to, R0, 0, value);
    }

    public Assembler add(Register to, Register other) {
        return append(0x0f, to, other, 0, 0);
    }

    public Assembler add(Register to, int value) {
        return append(0x07, to, R0, 0, value);
    }

    public Assembler subtract(Register from, Register other) {
        return append(0x1f, from, other, 0, 0);
    }

    public Assembler multiply(Register by, Register other) {
        return append(0x2f, by, other, 0, 0);
    }

    public Assembler or(Register to, Register other) {
        return append(0x4f, to, other, 0, 0);
    }

    public Assembler and(Register to, int mask) {
        return append(0x57, to, R0, 0, mask);
    }

    public Assembler shiftLeft(Register what, int bits) {
        return append(0x67, what, R0, 0, bits);
    }

    /** Shifts in zeros. */
    public Assembler shiftRight(Register what, int bits) {
        return append(0x77, what, R0, 0, bits);
    }

    public Assembler load8(Register to, Register base, int offset) {
        return append(0x71, to, base, offset, 0);
    }

    /** Loads 32 bits and clears the upper half. */
    public Assembler load32(Register to, Register base, int offset) {
        return append(0x61, to, base, offset, 0);
    }

    public Assembler load64(Register to, Register base, int offset) {
        return append(0x79, to, base, offset, 0);
    }

    public Assembler store64(Register base, int offset, Register from) {
        return append(0x7b, base, from, offset, 0);
    }

    public Assembler store64(Register base, int offset, int value) {
        return append(0x7a, base, R0, offset, value);
    }

    /** Adds to memory in one step that no other processor can interrupt. */
    public Assembler atomicAdd64(Register base, int offset, Register what) {
        return append(0xdb, base, what, offset, 0);
    }

    public Assembler jump(String label) {
        return jump(0x05, R0, R0, 0, label);
    }

    public Assembler jumpIfEqual(Register left, int right, String label) {
        return jump(0x15, left, R0, right, label);
    }

    public Assembler jumpIfEqual(Register left, Register right, String label) {
        return jump(0x1d, left, right, 0, label);
    }

    public Assembler jumpIfNotEqual(Register left, int right, String label) {
        return jump(0x55, left, R0, right, label);
    }

    public Assembler jumpIfNotEqual(Register left, Register right, String label) {
        return jump(0x5d, left, right, 0, label);
    }

    /** Jumps if the register is greater than the value, both unsigned. */
    public Assembler jumpIfGreater(Register left, int right, String label) {
        return jump(0x25, left, R0, right, label);
    }

    public Assembler call(BpfHelper helper) {
        return append(0x85, R0, R0, 0, helper.number());
    }

    /** Loads a map's address; the kernel puts it in the place of the descriptor. Takes two instructions. */
    public Assembler loadMap(Register to, int descriptor) {
        return append(0x18, to, MAP_DESCRIPTOR, 0, descriptor).append(0, R0, R0, 0, 0);
    }

    public Assembler exit() {
        return append(0x95, R0, R0, 0, 0);
    }

    /** The program with its jumps resolved. */
    List<Instruction> instructions() {
        List<Instruction> resolved = new ArrayList<>(instructions);
        jumps.forEach((at, label) -> resolved.set(at, resolved.get(at).withOffset(target(label) - at - 1)));
        return resolved;
    }

    /** The program as the kernel loads it. */
    public byte[] bytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(instructions.size() * Instruction.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        instructions().forEach(each -> each.putTo(bytes));
        return bytes.array();
    }

    private int target(String label) {
        Integer target = labels.get(label);
        if (target == null) {
            throw new IllegalStateException("label " + label + " is not defined");
        }
        return target;
    }

    private Assembler jump(int opcode, Register left, Register right, int value, String label) {
        jumps.put(instructions.size(), label);
        return append(opcode, left, right, 0, value);
    }

    private Assembler append(int opcode, Register destination, Register source, int offset, int immediate) {
        instructions.add(new Instruction(opcode, destination, source, offset, immediate));
        return this;
    }
}
