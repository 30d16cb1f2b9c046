/** The control socket: answers the requests of the command. It must not know how a tick works inside. */
@NullMarked
package netmon.service.control;

import org.jspecify.annotations.NullMarked;
