/** The command: one class a subcommand, printing what the database holds. */
@NullMarked
package netmon.cli;

import org.jspecify.annotations.NullMarked;
