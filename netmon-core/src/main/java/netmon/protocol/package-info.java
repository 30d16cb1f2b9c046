/**
 * The messages between the service and the command: one typed record a message, with its encoding and parsing. It knows
 * the model only; it opens no socket and no file.
 */
@NullMarked
package netmon.protocol;

import org.jspecify.annotations.NullMarked;
