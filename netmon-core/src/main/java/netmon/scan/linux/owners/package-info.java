/** Finds the processes that hold a socket, by the descriptors below {@code /proc}. */
@NullMarked
package netmon.scan.linux.owners;

import org.jspecify.annotations.NullMarked;
