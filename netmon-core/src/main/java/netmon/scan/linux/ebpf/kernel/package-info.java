/** The system calls of eBPF: creates maps, loads, proves, attaches and reads programs. Each refusal has a sentence. */
@NullMarked
package netmon.scan.linux.ebpf.kernel;

import org.jspecify.annotations.NullMarked;
