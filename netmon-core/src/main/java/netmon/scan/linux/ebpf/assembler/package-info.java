/** Assembles eBPF instructions into bytes. It knows the instruction set and no program. */
@NullMarked
package netmon.scan.linux.ebpf.assembler;

import org.jspecify.annotations.NullMarked;
