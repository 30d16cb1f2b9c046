/** Asks the machine. Four seams stand between netmon and the outside: CounterSource, SocketSource, Processes and Clock. */
@NullMarked
package netmon.scan;

import org.jspecify.annotations.NullMarked;
