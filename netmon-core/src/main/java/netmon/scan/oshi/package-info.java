/** Interfaces and sockets by OSHI, for systems for which netmon has no own reader. */
@NullMarked
package netmon.scan.oshi;

import org.jspecify.annotations.NullMarked;
