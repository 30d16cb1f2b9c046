/** Pure arithmetic: differences of counters, and which application they belong to. No I/O, no clock, no logger. */
@NullMarked
package netmon.attribution;

import org.jspecify.annotations.NullMarked;
