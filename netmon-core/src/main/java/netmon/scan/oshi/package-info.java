/** Interfaces and sockets by OSHI, for systems that netmon has no reader of its own for. */
@NullMarked
package netmon.scan.oshi;

import org.jspecify.annotations.NullMarked;
