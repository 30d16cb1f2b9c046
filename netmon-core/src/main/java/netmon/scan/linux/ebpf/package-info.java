/**
 * Counts every socket's bytes in the Linux kernel with eBPF programs that netmon assembles and loads itself. Parsing
 * stands apart from reading and is tested on recorded bytes.
 */
@NullMarked
package netmon.scan.linux.ebpf;

import org.jspecify.annotations.NullMarked;
