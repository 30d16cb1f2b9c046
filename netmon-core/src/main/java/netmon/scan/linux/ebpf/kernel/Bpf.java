package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import netmon.scan.linux.ebpf.assembler.Instruction;
import netmon.scan.linux.ebpf.programs.AttachPoint;
import netmon.scan.linux.ebpf.programs.StorageTypes;
import org.jspecify.annotations.Nullable;

/**
 * The commands of bpf(2), each with its part of {@code union bpf_attr} (linux/bpf.h). The attributes are zeroed and as
 * short as the command allows, since kernels refuse bytes that they do not know. Every method returns what the kernel
 * returns: a descriptor or 0, or an error's number below zero.
 */
public final class Bpf {
    private static final int MAP_CREATE = 0;
    private static final int MAP_LOOKUP_ELEM = 1;
    private static final int MAP_DELETE_ELEM = 3;
    private static final int PROG_LOAD = 5;
    private static final int PROG_TEST_RUN = 10;
    private static final int BTF_LOAD = 18;
    private static final int MAP_LOOKUP_AND_DELETE_ELEM = 21;
    private static final int MAP_LOOKUP_BATCH = 24;
    private static final int LINK_CREATE = 28;

    /** The number of bpf(2) by the JVM's name of the processor; all are 64-bit and little-endian. */
    private static final Map<String, Integer> NUMBERS =
            Map.of("amd64", 321, "aarch64", 280, "riscv64", 280, "loongarch64", 280, "ppc64le", 361);

    private static final int UNKNOWN = -1;
    private static final int NUMBER = NUMBERS.getOrDefault(System.getProperty("os.arch", ""), UNKNOWN);
    private static final int NAME_LENGTH = 15;

    /** The kernel gives some helpers only to programs that declare a license compatible with its own. */
    private static final String LICENSE = "Dual MIT/GPL";

    private Bpf() {}

    /** Whether the number of bpf(2) is known for this processor. */
    static boolean knowsProcessor() {
        return NUMBER != UNKNOWN;
    }

    /**
     * Creates a map.
     *
     * @param types the descriptor of {@link StorageTypes}; 0 for a map that needs none
     */
    static int createMap(MapKind kind, int types) {
        try (Memory attributes = zeroed(60)) {
            attributes.setInt(0, kind.type());
            attributes.setInt(4, kind.keyLength());
            attributes.setInt(8, kind.valueLength());
            attributes.setInt(12, kind.entries());
            attributes.setInt(16, kind.flags());
            putName(attributes, 28, kind.name());
            if (types != 0) {
                attributes.setInt(48, types);
                attributes.setInt(52, StorageTypes.KEY);
                attributes.setInt(56, StorageTypes.VALUE);
            }
            return call(MAP_CREATE, attributes);
        }
    }

    static int loadTypes(byte[] btf) {
        try (Memory attributes = zeroed(28);
                Memory content = copied(btf)) {
            attributes.setPointer(0, content);
            attributes.setInt(16, btf.length);
            return call(BTF_LOAD, attributes);
        }
    }

    /**
     * Loads a program.
     *
     * @param log takes the verifier's log, ended by a zero; null to load without one
     */
    static int loadProgram(AttachPoint hook, byte[] program, @Nullable Memory log) {
        try (Memory attributes = zeroed(72);
                Memory instructions = copied(program);
                Memory license = copied((LICENSE + '\0').getBytes(StandardCharsets.US_ASCII))) {
            attributes.setInt(0, hook.programType());
            attributes.setInt(4, program.length / Instruction.LENGTH);
            attributes.setPointer(8, instructions);
            attributes.setPointer(16, license);
            if (log != null) {
                attributes.setInt(24, 1);
                attributes.setInt(28, (int) log.size());
                attributes.setPointer(32, log);
            }
            putName(attributes, 48, hook.programName());
            attributes.setInt(68, hook.attachType());
            return call(PROG_LOAD, attributes);
        }
    }

    /** Attaches a program to a cgroup for as long as the returned descriptor is open. */
    static int link(int program, int cgroup, AttachPoint hook) {
        try (Memory attributes = zeroed(16)) {
            attributes.setInt(0, program);
            attributes.setInt(4, cgroup);
            attributes.setInt(8, hook.attachType());
            return call(LINK_CREATE, attributes);
        }
    }

    /** The attributes of the commands for one element; they may be kept, since the kernel does not write them. */
    public static Memory element(int map, Pointer key, Pointer value) {
        Memory attributes = zeroed(32);
        attributes.setInt(0, map);
        attributes.setPointer(8, key);
        attributes.setPointer(16, value);
        return attributes;
    }

    public static int lookUp(Memory element) {
        return call(MAP_LOOKUP_ELEM, element);
    }

    /** Since 5.14 for hash maps. */
    static int lookUpAndDelete(Memory element) {
        return call(MAP_LOOKUP_AND_DELETE_ELEM, element);
    }

    /** @param element without a value, which the kernel refuses here */
    static int delete(Memory element) {
        return call(MAP_DELETE_ELEM, element);
    }

    /**
     * Reads many entries at once.
     *
     * @param attributes {@link #BATCH_LENGTH} bytes: batch positions in and out, keys, values (each an address), the
     *     number of entries that fit, which the kernel replaces by those it read, and the map
     */
    static int lookUpBatch(Memory attributes) {
        return call(MAP_LOOKUP_BATCH, attributes);
    }

    /** The length of {@link #lookUpBatch}'s attributes. */
    static final int BATCH_LENGTH = 56;

    /**
     * Runs a program once on a frame that never was on a wire.
     *
     * @param frame an Ethernet frame
     * @param context {@code struct __sk_buff}, as far as it is given
     */
    static int testRun(int program, byte[] frame, byte[] context) {
        try (Memory attributes = zeroed(64);
                Memory data = copied(frame);
                Memory packet = copied(context)) {
            attributes.setInt(0, program);
            attributes.setInt(8, frame.length);
            attributes.setPointer(16, data);
            attributes.setInt(32, 1);
            attributes.setInt(40, context.length);
            attributes.setPointer(48, packet);
            return call(PROG_TEST_RUN, attributes);
        }
    }

    /** Any command, for those that only tests use. */
    static int call(int command, Memory attributes) {
        return (int) SystemCalls.result(
                SystemCalls.syscall(NUMBER, command, Pointer.nativeValue(attributes), attributes.size(), 0, 0));
    }

    public static Memory zeroed(int length) {
        Memory memory = new Memory(length);
        memory.clear();
        return memory;
    }

    private static Memory copied(byte[] content) {
        Memory memory = new Memory(content.length);
        memory.write(0, content, 0, content.length);
        return memory;
    }

    private static void putName(Memory attributes, int at, String name) {
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        attributes.write(at, letters, 0, Math.min(letters.length, NAME_LENGTH));
    }
}
