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
 * Reports a socket that another program than its creator closed last: function {@code released} of programs.c. R6 is
 * the socket, R7 its origin, R8 the process, R9 the event.
 */
public final class ReleasedProgram {
    private static final int COMM = -OriginLayout.COMM_LENGTH;

    private final Assembler assembler = new Assembler();

    private ReleasedProgram() {}

    /**
     * The program.
     *
     * @param origins the descriptor of this map, as {@code births}
     */
    public static Assembler assemble(int origins, int births) {
        ReleasedProgram program = new ReleasedProgram();
        program.findOrigin(origins);
        program.returnIfSame();
        program.report(births);
        return program.assembler;
    }

    private void findOrigin(int origins) {
        assembler
                .set(R6, R1)
                .loadMap(R1, origins)
                .set(R2, R6)
                .set(R3, 0)
                .set(R4, 0)
                .call(BpfHelper.SK_STORAGE_GET)
                .jumpIfEqual(R0, 0, "out")
                .set(R7, R0);
    }

    /** The forked workers of a server have its comm; they are the same program. */
    private void returnIfSame() {
        assembler
                .load32(R8, R7, OriginLayout.TGID_UID)
                .jumpIfEqual(R8, 0, "out")
                .call(BpfHelper.GET_CURRENT_PID_TGID)
                .shiftRight(R0, 32)
                .jumpIfEqual(R0, R8, "out")
                .set(R8, R0)
                .store64(R10, COMM, 0)
                .store64(R10, COMM + 8, 0)
                .set(R1, R10)
                .add(R1, COMM)
                .set(R2, OriginLayout.COMM_LENGTH)
                .call(BpfHelper.GET_CURRENT_COMM);
        for (int slot = 0; slot < OriginLayout.COMM_LENGTH; slot += 8) {
            assembler.load64(R1, R10, COMM + slot).load64(R2, R7, OriginLayout.COMM + slot);
            assembler.jumpIfNotEqual(R1, R2, "another");
        }
        assembler.jump("out");
    }

    private void report(int births) {
        assembler
                .label("another")
                .loadMap(R1, births)
                .set(R2, BirthLayout.LENGTH)
                .set(R3, 0)
                .call(BpfHelper.RINGBUF_RESERVE)
                .jumpIfEqual(R0, 0, "out")
                .set(R9, R0);
        for (int slot = 0; slot < BirthLayout.LENGTH; slot += 8) {
            assembler.store64(R9, slot, 0);
        }
        assembler.store64(R9, BirthLayout.TGID_UID, R8);
        for (int slot = 0; slot < OriginLayout.COMM_LENGTH; slot += 8) {
            assembler.load64(R1, R10, COMM + slot).store64(R9, BirthLayout.COMM + slot, R1);
        }
        assembler.set(R1, R6).call(BpfHelper.GET_SOCKET_COOKIE).store64(R9, BirthLayout.COOKIE, R0);
        assembler.set(R1, R9).set(R2, 0).call(BpfHelper.RINGBUF_SUBMIT);
        assembler.label("out").set(R0, 1).exit();
    }
}
