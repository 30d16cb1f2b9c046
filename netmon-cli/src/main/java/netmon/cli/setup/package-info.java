/** Installs netmon and takes it out again: first a list of steps, then somebody who does them. */
@NullMarked
package netmon.cli.setup;

import org.jspecify.annotations.NullMarked;
