/**
 * Proves a source of sockets: moves known bytes over loopback and compares them with what the source reports. It knows
 * the seam SocketSource and no particular source.
 */
@NullMarked
package netmon.service.proof;

import org.jspecify.annotations.NullMarked;
