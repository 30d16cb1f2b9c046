package netmon.scan.linux.ebpf.programs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import netmon.scan.ScanException;

/**
 * The kernel's description of its own structures: the file {@code /sys/kernel/btf/vmlinux}, some 5 MB, in the format of
 * the kernel's Documentation/bpf/btf.rst. Only the places of members are read.
 */
public final class KernelTypes {
    private static final int MAGIC = 0xeb9f;
    private static final int KIND_STRUCT = 4;
    private static final int KIND_UNION = 5;
    private static final int TYPE = 12;
    private static final int MEMBER = 12;

    /** From mark to mark. */
    private static final int STEP = 64;

    /** Bytes after a type's first 12, by its kind; those per member are in {@link #PER_MEMBER}. */
    private static final int[] FIXED = {0, 4, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 4, 0, 0};

    private static final int[] PER_MEMBER = {0, 0, 0, 0, 12, 12, 8, 0, 0, 0, 0, 0, 0, 8, 0, 12, 0, 0, 0, 12};

    private final ByteBuffer bytes;
    private final int strings;

    /** The offsets of the types 1, 65, 129 and so on: those of all would be a megabyte, for a moment at the start. */
    private final int[] marks;

    private final int end;

    private KernelTypes(ByteBuffer bytes, int strings, int from, int end) throws ScanException {
        this.bytes = bytes;
        this.strings = strings;
        this.end = end;
        this.marks = marks(from);
    }

    /**
     * Finds the types in the file's content.
     *
     * @throws ScanException if it is another format, or has kinds of types that were not known in 2025
     */
    public static KernelTypes parse(ByteBuffer content) throws ScanException {
        ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            if ((bytes.getShort(0) & 0xffff) != MAGIC) {
                throw new ScanException("the kernel's types: not in the format BTF");
            }
            int header = bytes.getInt(4);
            int from = header + bytes.getInt(8);
            return new KernelTypes(bytes, header + bytes.getInt(16), from, from + bytes.getInt(12));
        } catch (IndexOutOfBoundsException e) {
            throw new ScanException("the kernel's types: cut short at " + bytes.capacity() + " bytes", e);
        }
    }

    /** The offsets of the fields that lead from a task to the path of its executable. */
    public PathOffsets pathOffsets() throws ScanException {
        return new PathOffsets(
                offset("task_struct", "mm"),
                offset("mm_struct", "exe_file"),
                offset("file", "f_path") + offset("path", "dentry"),
                offset("dentry", "d_name") + offset("qstr", "name"),
                offset("dentry", "d_parent"));
    }

    /**
     * The offset of a structure's member in bytes, through unions and structures without a name.
     *
     * @throws ScanException if no structure of this name has such a member
     */
    int offset(String structure, String member) throws ScanException {
        byte[] structureName = zeroEnded(structure);
        byte[] memberName = zeroEnded(member);
        try {
            for (int type = marks[0]; type < end; type = next(type)) {
                if (kind(type) == KIND_STRUCT && isNamed(type, structureName)) {
                    int bits = memberBits(type, memberName);
                    if (bits >= 0) {
                        return bits / Byte.SIZE;
                    }
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ScanException("the kernel's types: struct " + structure + " leads out of the file", e);
        }
        throw new ScanException("the kernel's types: no " + structure + "." + member);
    }

    private int memberBits(int type, byte[] name) {
        boolean bitfields = bytes.getInt(type + 4) < 0;
        for (int i = 0; i < members(type); i++) {
            int member = type + TYPE + i * MEMBER;
            int bits = bytes.getInt(member + 8) & (bitfields ? 0xff_ffff : -1);
            if (isNamed(member, name)) {
                return bits;
            }
            boolean nameless = bytes.getInt(member) == 0;
            int within = nameless ? innerBits(type(bytes.getInt(member + 4)), name) : -1;
            if (within >= 0) {
                return bits + within;
            }
        }
        return -1;
    }

    private int innerBits(int inner, byte[] name) {
        boolean hasMembers = kind(inner) == KIND_STRUCT || kind(inner) == KIND_UNION;
        return hasMembers ? memberBits(inner, name) : -1;
    }

    private int[] marks(int from) throws ScanException {
        int[] places = new int[(end - from) / TYPE / STEP + 1];
        int count = 0;
        for (int at = from; at < end; at = next(at)) {
            if (kind(at) == 0 || kind(at) >= FIXED.length) {
                throw new ScanException("the kernel's types: unknown kind " + kind(at));
            }
            if (count % STEP == 0) {
                places[count / STEP] = at;
            }
            count++;
        }
        return places;
    }

    /** The place of the type with this number; the numbers start at 1. */
    private int type(int number) {
        int at = marks[(number - 1) / STEP];
        for (int i = (number - 1) % STEP; i > 0; i--) {
            at = next(at);
        }
        return at;
    }

    private int next(int type) {
        return type + TYPE + FIXED[kind(type)] + PER_MEMBER[kind(type)] * members(type);
    }

    private int members(int type) {
        return bytes.getInt(type + 4) & 0xffff;
    }

    private int kind(int type) {
        return bytes.getInt(type + 4) >>> 24 & 0x1f;
    }

    /** Whether the name of what lies here, a type or a member, is this one. */
    private boolean isNamed(int at, byte[] name) {
        int start = strings + bytes.getInt(at);
        for (int i = 0; i < name.length; i++) {
            if (bytes.get(start + i) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] zeroEnded(String name) {
        return (name + '\0').getBytes(StandardCharsets.US_ASCII);
    }
}
