/**
 * Reads the machine. CounterSource, SocketSource, Processes and Clock separate netmon from the outside world. This
 * package must not know attribution, apps or the store.
 */
@NullMarked
package netmon.scan;

import org.jspecify.annotations.NullMarked;
