package netmon.scan.linux.ebpf;

/**
 * The registers of eBPF. R0 holds results, R1 to R5 hold a helper's arguments and are lost by a call, R6 to R9 survive
 * it, and R10 is the read-only frame pointer: the stack is the 512 bytes below it.
 */
enum Register {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10
}
