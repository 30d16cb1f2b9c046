/** Sockets by lsof: the last choice on macOS, the fallback on Linux and other Unixes. It knows no bytes. */
@NullMarked
package netmon.scan.lsof;

import org.jspecify.annotations.NullMarked;
