/**
 * One tick: reads interfaces and sockets, attributes the bytes, and passes samples to listeners, which it does not
 * know.
 */
@NullMarked
package netmon.service.tick;

import org.jspecify.annotations.NullMarked;
