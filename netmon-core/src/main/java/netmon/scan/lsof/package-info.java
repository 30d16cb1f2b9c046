/** Sockets by lsof, without bytes: the last choice on macOS, the fallback on Linux and other Unixes. */
@NullMarked
package netmon.scan.lsof;

import org.jspecify.annotations.NullMarked;
