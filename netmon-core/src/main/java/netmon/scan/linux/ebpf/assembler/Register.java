package netmon.scan.linux.ebpf.assembler;

/**
 * The registers of eBPF. R0 holds results, R1 to R5 hold a helper's arguments and are lost by a call, R6 to R9 survive
 * it, and R10 is the read-only frame pointer: the stack is the 512 bytes below it.
 */
public enum Register {
    R0(0),
    R1(1),
    R2(2),
    R3(3),
    R4(4),
    R6(6),
    R7(7),
    R8(8),
    R9(9),
    R10(10);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
