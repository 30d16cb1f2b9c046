/** Finds the processes that have a socket open, by the descriptors below {@code /proc}. */
@NullMarked
package netmon.scan.linux.owners;

import org.jspecify.annotations.NullMarked;
