/**
 * The messages of the kernel control {@code com.apple.network.statistics}, byte by byte: pure functions over buffers.
 * Nothing here knows a socket, a connection, or what was said before.
 */
@NullMarked
package netmon.scan.macos.ntstat.wire;

import org.jspecify.annotations.NullMarked;
