/**
 * What a command is: its help, its arguments, its answer; and the options that several commands share. It knows no
 * command.
 */
@NullMarked
package netmon.cli.options;

import org.jspecify.annotations.NullMarked;
