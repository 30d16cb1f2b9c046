/** Runs at build time: man pages, completions, help pages, and the training run of the class archives. */
@NullMarked
package netmon.cli.image;

import org.jspecify.annotations.NullMarked;
