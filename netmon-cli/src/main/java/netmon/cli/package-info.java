/** The command: its entry point, the tree of subcommands, and the errors of the command line. */
@NullMarked
package netmon.cli;

import org.jspecify.annotations.NullMarked;
