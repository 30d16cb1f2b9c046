/** Linux sockets by sock_diag: their byte counters, their final counters, and the UDP totals of the kernel. */
@NullMarked
package netmon.scan.linux.sockets;

import org.jspecify.annotations.NullMarked;
