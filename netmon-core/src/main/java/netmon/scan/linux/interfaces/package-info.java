/** Linux network interfaces: their counters, how they are stacked, and which of them count. */
@NullMarked
package netmon.scan.linux.interfaces;

import org.jspecify.annotations.NullMarked;
