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
import org.jspecify.annotations.Nullable;

/**
 * Records who creates a socket: function {@code created} of programs.c. R6 is the socket, R7 the process, R8 the time,
 * then the directory entry of the walk, and R9 the event.
 */
public final class CreatedProgram {
    private static final int CREATE = 1;
    private static final int ANY = 0;

    /** Nanoseconds before a process is reported again. */
    private static final int REPEAT = 1_000_000_000;

    /** The length of a value of the map {@code told}: the time, then the comm. */
    public static final int TOLD_VALUE = 8 + OriginLayout.COMM_LENGTH;

    private static final int ORIGIN = -OriginLayout.LENGTH;
    private static final int COMM = ORIGIN + OriginLayout.COMM;
    private static final int KEY = ORIGIN - 8;
    private static final int TOLD = KEY - TOLD_VALUE;
    private static final int POINTER = TOLD - 8;

    private final Assembler assembler = new Assembler();
    private final int origins;
    private final int told;
    private final int births;
    private final int lost;

    private CreatedProgram(int origins, int told, int births, int lost) {
        this.origins = origins;
        this.told = told;
        this.births = births;
        this.lost = lost;
    }

    /**
     * The program.
     *
     * @param origins the descriptor of this map, and so on
     * @param path leads to the executable's name; null leaves the names empty
     */
    public static Assembler assemble(int origins, int told, int births, int lost, @Nullable PathOffsets path) {
        return new CreatedProgram(origins, told, births, lost).assemble(path);
    }

    private Assembler assemble(@Nullable PathOffsets path) {
        makeOrigin();
        storeOrigin();
        returnIfTold();
        remember();
        reserve();
        if (path != null) {
            walk(path);
        }
        submit();
        return assembler;
    }

    private void makeOrigin() {
        assembler
                .set(R6, R1)
                .call(BpfHelper.GET_SOCKET_COOKIE)
                .store64(R10, ORIGIN + OriginLayout.COOKIE, R0)
                .set(R1, R6)
                .call(BpfHelper.GET_NETNS_COOKIE)
                .store64(R10, ORIGIN + OriginLayout.NETNS, R0)
                .call(BpfHelper.GET_CURRENT_PID_TGID)
                .shiftRight(R0, 32)
                .set(R7, R0)
                .call(BpfHelper.GET_CURRENT_UID_GID)
                .shiftLeft(R0, 32)
                .or(R0, R7)
                .store64(R10, ORIGIN + OriginLayout.TGID_UID, R0)
                .store64(R10, COMM, 0)
                .store64(R10, COMM + 8, 0)
                .set(R1, R10)
                .add(R1, COMM)
                .set(R2, OriginLayout.COMM_LENGTH)
                .call(BpfHelper.GET_CURRENT_COMM);
    }

    private void storeOrigin() {
        assembler
                .loadMap(R1, origins)
                .set(R2, R6)
                .set(R3, R10)
                .add(R3, ORIGIN)
                .set(R4, CREATE)
                .call(BpfHelper.SK_STORAGE_GET);
    }

    /** The comm counts as well, since exec keeps the process number. */
    private void returnIfTold() {
        assembler.call(BpfHelper.KTIME_GET_NS).set(R8, R0).store64(R10, KEY, R7);
        lookUp(told, KEY);
        assembler
                .jumpIfEqual(R0, 0, "tell")
                .load64(R1, R0, 0)
                .set(R2, R8)
                .subtract(R2, R1)
                .jumpIfGreater(R2, REPEAT, "tell");
        for (int slot = 0; slot < OriginLayout.COMM_LENGTH; slot += 8) {
            assembler.load64(R1, R0, 8 + slot).load64(R2, R10, COMM + slot).jumpIfNotEqual(R1, R2, "tell");
        }
        assembler.jump("out");
    }

    private void remember() {
        assembler.label("tell").store64(R10, TOLD, R8);
        for (int slot = 0; slot < OriginLayout.COMM_LENGTH; slot += 8) {
            assembler.load64(R1, R10, COMM + slot).store64(R10, TOLD + 8 + slot, R1);
        }
        assembler.loadMap(R1, told).set(R2, R10).add(R2, KEY).set(R3, R10).add(R3, TOLD);
        assembler.set(R4, ANY).call(BpfHelper.MAP_UPDATE_ELEM);
    }

    private void reserve() {
        assembler
                .loadMap(R1, births)
                .set(R2, BirthLayout.LENGTH)
                .set(R3, 0)
                .call(BpfHelper.RINGBUF_RESERVE)
                .jumpIfEqual(R0, 0, "full")
                .set(R9, R0)
                .store64(R9, BirthLayout.TIME, R8);
        copy(ORIGIN + OriginLayout.NETNS, BirthLayout.NETNS);
        copy(ORIGIN + OriginLayout.TGID_UID, BirthLayout.TGID_UID);
        copy(COMM, BirthLayout.COMM);
        copy(COMM + 8, BirthLayout.COMM + 8);
        for (int slot = BirthLayout.NAMES; slot < BirthLayout.LENGTH; slot += 8) {
            assembler.store64(R9, slot, 0);
        }
    }

    private void copy(int stack, int event) {
        assembler.load64(R1, R10, stack).store64(R9, event, R1);
    }

    /** Walks from the task to its executable's directory entry, then up to the root of that file system. */
    private void walk(PathOffsets path) {
        assembler.call(BpfHelper.GET_CURRENT_TASK).set(R3, R0);
        follow(path.memory());
        follow(path.file());
        follow(path.entry());
        for (int i = 0; i < BirthLayout.NAME_COUNT; i++) {
            assembler.set(R8, R3);
            follow(path.name());
            int name = BirthLayout.NAMES + i * BirthLayout.NAME_LENGTH;
            assembler.set(R1, R9).add(R1, name).set(R2, BirthLayout.NAME_LENGTH);
            assembler.call(BpfHelper.PROBE_READ_KERNEL_STR).set(R3, R8);
            follow(path.parent());
            assembler.jumpIfEqual(R3, R8, "walked");
        }
        assembler.label("walked");
    }

    /** Reads the pointer at R3 and this offset into R3. */
    private void follow(int offset) {
        assembler
                .add(R3, offset)
                .store64(R10, POINTER, 0)
                .set(R1, R10)
                .add(R1, POINTER)
                .set(R2, 8)
                .call(BpfHelper.PROBE_READ_KERNEL)
                .load64(R3, R10, POINTER)
                .jumpIfEqual(R3, 0, "walked");
    }

    private void submit() {
        assembler.set(R1, R9).set(R2, 0).call(BpfHelper.RINGBUF_SUBMIT).jump("out");
        assembler.label("full").store64(R10, KEY, LostLayout.BIRTHS);
        lookUp(lost, KEY);
        assembler.jumpIfEqual(R0, 0, "out").set(R1, 1).atomicAdd64(R0, CountLayout.PACKETS, R1);
        assembler.label("out").set(R0, 1).exit();
    }

    private void lookUp(int map, int key) {
        assembler.loadMap(R1, map).set(R2, R10).add(R2, key).call(BpfHelper.MAP_LOOKUP_ELEM);
    }
}
