/** Options that several commands share, and how a command line is read. */
@NullMarked
package netmon.cli.options;

import org.jspecify.annotations.NullMarked;
