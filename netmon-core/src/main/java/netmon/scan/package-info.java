/**
 * Reads the machine. Four seams stand between netmon and the outside: CounterSource, SocketSource, Processes and
 * Clock. It must not know attribution, apps or the store.
 */
@NullMarked
package netmon.scan;

import org.jspecify.annotations.NullMarked;
