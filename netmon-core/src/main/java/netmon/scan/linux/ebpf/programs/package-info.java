/** The programs that netmon loads into the kernel, the layouts of their maps, and the test packets that prove them. */
@NullMarked
package netmon.scan.linux.ebpf.programs;

import org.jspecify.annotations.NullMarked;
