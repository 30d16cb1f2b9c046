/** The control socket and a handler for each request of the command. It does not know how a tick works inside. */
@NullMarked
package netmon.service.control;

import org.jspecify.annotations.NullMarked;
