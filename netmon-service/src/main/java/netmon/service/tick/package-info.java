/** The one-second beat: reads interfaces and sockets, attributes the bytes, and hands on samples. */
@NullMarked
package netmon.service.tick;

import org.jspecify.annotations.NullMarked;
