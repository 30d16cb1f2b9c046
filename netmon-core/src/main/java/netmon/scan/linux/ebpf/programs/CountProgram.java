package netmon.scan.linux.ebpf.programs;

import static netmon.scan.linux.ebpf.assembler.Register.R0;
import static netmon.scan.linux.ebpf.assembler.Register.R1;
import static netmon.scan.linux.ebpf.assembler.Register.R10;
import static netmon.scan.linux.ebpf.assembler.Register.R2;
import static netmon.scan.linux.ebpf.assembler.Register.R3;
import static netmon.scan.linux.ebpf.assembler.Register.R4;
import static netmon.scan.linux.ebpf.assembler.Register.R6;
import static netmon.scan.linux.ebpf.assembler.Register.R7;
import static netmon.scan.linux.ebpf.assembler.Register.R8;
import static netmon.scan.linux.ebpf.assembler.Register.R9;

import netmon.scan.linux.ebpf.assembler.Assembler;
import netmon.scan.linux.ebpf.assembler.BpfHelper;

/**
 * Counts a packet for its socket and interface: function {@code count} of programs.c. R6 is the packet, R8 the number
 * of segments that leave or left the wire, R9 the bytes of headers that these have and the packet has not.
 */
public final class CountProgram {
    /** lo is number 1 in every namespace. */
    private static final int LOOPBACK = 1;

    private static final int IPPROTO_TCP = 6;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    /** {@code BPF_NOEXIST} of a map, {@code BPF_SK_STORAGE_GET_F_CREATE} of a socket's storage. */
    private static final int CREATE = 1;

    // struct __sk_buff of linux/bpf.h
    private static final int SKB_LENGTH = 0;
    private static final int SKB_INTERFACE = 40;
    private static final int SKB_SEGMENTS = 164;
    private static final int SKB_SOCKET = 168;

    // struct bpf_sock of linux/bpf.h
    private static final int SOCK_FAMILY = 4;
    private static final int SOCK_TYPE = 8;
    private static final int SOCK_PROTOCOL = 12;
    private static final int SOCK_LOCAL_V4 = 24;
    private static final int SOCK_LOCAL_PORT = 44;
    private static final int SOCK_REMOTE_PORT = 48;
    private static final int SOCK_REMOTE_V4 = 52;
    private static final int SOCK_REMOTE_V6 = 56;

    // The stack
    private static final int KEY = -CountLayout.KEY;
    private static final int SCRATCH = KEY - 8;
    private static final int FRESH = SCRATCH - CountLayout.VALUE;

    private final Assembler assembler = new Assembler();
    private final int counts;
    private final int origins;
    private final int lost;
    private final int direction;

    private CountProgram(int counts, int origins, int lost, int direction) {
        this.counts = counts;
        this.origins = origins;
        this.lost = lost;
        this.direction = direction;
    }

    /**
     * The program for one direction.
     *
     * @param counts the descriptor of this map, and so on
     * @param sent false counts received packets
     */
    public static Assembler assemble(int counts, int origins, int lost, boolean sent) {
        return new CountProgram(counts, origins, lost, sent ? 1 : 0).assemble();
    }

    private Assembler assemble() {
        makeKey();
        countSegments();
        find();
        describe();
        insert();
        add();
        return assembler;
    }

    private void makeKey() {
        assembler
                .set(R6, R1)
                .load32(R7, R6, SKB_INTERFACE)
                .jumpIfEqual(R7, LOOPBACK, "out")
                .call(BpfHelper.GET_SOCKET_COOKIE)
                .store64(R10, KEY + CountLayout.KEY_COOKIE, R0)
                .store64(R10, KEY + CountLayout.KEY_INTERFACE, R7);
    }

    /** A packet of several segments has its headers once; the others' are as long as those of the first. */
    private void countSegments() {
        assembler.set(R9, 0).load32(R8, R6, SKB_SEGMENTS).jumpIfGreater(R8, 1, "many");
        assembler.set(R8, 1).jump("counted").label("many").store64(R10, SCRATCH, 0);
        assembler.set(R2, 0);
        loadByte();
        assembler.set(R1, R0).shiftRight(R1, 4).jumpIfEqual(R1, 6, "v6");
        assembler.and(R0, 15).shiftLeft(R0, 2).set(R7, R0).set(R2, 9).jump("protocol");
        assembler.label("v6").set(R7, 40).set(R2, 6);
        assembler.label("protocol");
        loadByte();
        assembler.jumpIfNotEqual(R0, IPPROTO_TCP, "udp").set(R2, R7).add(R2, 12);
        loadByte();
        assembler.shiftRight(R0, 4).shiftLeft(R0, 2).add(R7, R0).jump("multiply");
        assembler.label("udp").add(R7, 8);
        assembler.label("multiply").set(R9, R8).add(R9, -1).multiply(R9, R7);
        assembler.label("counted");
    }

    /** Loads the packet's byte at R2 into R0. */
    private void loadByte() {
        assembler
                .set(R1, R6)
                .set(R3, R10)
                .add(R3, SCRATCH)
                .set(R4, 1)
                .call(BpfHelper.SKB_LOAD_BYTES)
                .jumpIfNotEqual(R0, 0, "counted")
                .load8(R0, R10, SCRATCH);
    }

    private void find() {
        lookUp(counts, KEY);
        assembler.jumpIfNotEqual(R0, 0, "found");
    }

    private void lookUp(int map, int key) {
        assembler.loadMap(R1, map).set(R2, R10).add(R2, key).call(BpfHelper.MAP_LOOKUP_ELEM);
    }

    /** Fills a new entry on the stack; a socket older than the programs gets an origin without a process. */
    private void describe() {
        for (int slot = 0; slot < CountLayout.VALUE; slot += 8) {
            assembler.store64(R10, FRESH + slot, 0);
        }
        assembler.load64(R1, R6, SKB_SOCKET).jumpIfEqual(R1, 0, "insert");
        assembler.call(BpfHelper.SK_FULLSOCK).jumpIfEqual(R0, 0, "insert").set(R7, R0);
        copyOrigin();
        pair(SOCK_FAMILY, SOCK_TYPE, CountLayout.FAMILY_TYPE);
        pair(SOCK_PROTOCOL, SOCK_LOCAL_PORT, CountLayout.PROTOCOL_PORT);
        // Up to 5.17 the field has 32 bits of which these are meant.
        assembler.load32(R1, R7, SOCK_REMOTE_PORT).and(R1, 0xffff);
        assembler.load32(R2, R7, SOCK_LOCAL_V4).shiftLeft(R2, 32).or(R1, R2);
        assembler.store64(R10, FRESH + CountLayout.REMOTE_PORT, R1);
        copyAddress();
    }

    private void copyOrigin() {
        int origin = FRESH + CountLayout.ORIGIN;
        assembler.load64(R1, R10, KEY + CountLayout.KEY_COOKIE).store64(R10, origin + OriginLayout.COOKIE, R1);
        assembler.loadMap(R1, origins).set(R2, R7).set(R3, R10).add(R3, origin).set(R4, CREATE);
        assembler.call(BpfHelper.SK_STORAGE_GET).jumpIfEqual(R0, 0, "describe");
        for (int slot = 0; slot < OriginLayout.LENGTH; slot += 8) {
            assembler.load64(R1, R0, slot).store64(R10, origin + slot, R1);
        }
        assembler.label("describe");
    }

    private void copyAddress() {
        assembler.load32(R1, R7, SOCK_FAMILY).jumpIfNotEqual(R1, AF_INET, "not v4");
        assembler.load32(R1, R7, SOCK_REMOTE_V4).store64(R10, FRESH + CountLayout.REMOTE_ADDRESS, R1);
        assembler.jump("insert");
        assembler.label("not v4").jumpIfNotEqual(R1, AF_INET6, "insert");
        pair(SOCK_REMOTE_V6, SOCK_REMOTE_V6 + 4, CountLayout.REMOTE_ADDRESS);
        pair(SOCK_REMOTE_V6 + 8, SOCK_REMOTE_V6 + 12, CountLayout.REMOTE_ADDRESS + 8);
    }

    /** Stores two fields of the socket in one slot. */
    private void pair(int low, int high, int slot) {
        assembler.load32(R1, R7, low).load32(R2, R7, high).shiftLeft(R2, 32).or(R1, R2);
        assembler.store64(R10, FRESH + slot, R1);
    }

    /** Adds an entry, or finds the one that another processor has just added. Counts a loss if the map is full. */
    private void insert() {
        assembler
                .label("insert")
                .loadMap(R1, counts)
                .set(R2, R10)
                .add(R2, KEY)
                .set(R3, R10)
                .add(R3, FRESH)
                .set(R4, CREATE)
                .call(BpfHelper.MAP_UPDATE_ELEM);
        find();
        assembler.store64(R10, SCRATCH, direction);
        lookUp(lost, SCRATCH);
        assembler.jumpIfEqual(R0, 0, "out").jump("add");
    }

    private void add() {
        assembler
                .label("found")
                .add(R0, direction == 0 ? CountLayout.IN : CountLayout.OUT)
                .label("add")
                .load32(R1, R6, SKB_LENGTH)
                .atomicAdd64(R0, CountLayout.BYTES, R1)
                .set(R1, 1)
                .atomicAdd64(R0, CountLayout.PACKETS, R1)
                .atomicAdd64(R0, CountLayout.SEGMENTS, R8)
                .atomicAdd64(R0, CountLayout.HEADERS, R9)
                .label("out")
                .set(R0, 1)
                .exit();
    }
}
