/** Installs netmon and removes it: plans a list of steps, then does them. It must not know the commands. */
@NullMarked
package netmon.setup;

import org.jspecify.annotations.NullMarked;
