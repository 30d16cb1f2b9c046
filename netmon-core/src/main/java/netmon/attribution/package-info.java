/** Pure arithmetic: differences of counters, and the application that they belong to. No I/O, no clock, no logger. */
@NullMarked
package netmon.attribution;

import org.jspecify.annotations.NullMarked;
