/**
 * The base of a command (help, arguments, answer), and the options that several commands share. It knows no command.
 */
@NullMarked
package netmon.cli.options;

import org.jspecify.annotations.NullMarked;
