/** Asks the running service over its socket. It knows the protocol and the files, and no command. */
@NullMarked
package netmon.cli.client;

import org.jspecify.annotations.NullMarked;
