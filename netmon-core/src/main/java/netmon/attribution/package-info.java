/**
 * Pure arithmetic: differences of counters, and the applications that the bytes belong to. No I/O, no clock, no logger.
 */
@NullMarked
package netmon.attribution;

import org.jspecify.annotations.NullMarked;
