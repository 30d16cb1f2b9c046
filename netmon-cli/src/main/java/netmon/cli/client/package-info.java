/**
 * Asks the running service over its socket, or starts its program. It knows the protocol and the store, and no
 * command.
 */
@NullMarked
package netmon.cli.client;

import org.jspecify.annotations.NullMarked;
