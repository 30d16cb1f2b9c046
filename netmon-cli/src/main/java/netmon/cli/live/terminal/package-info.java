/** The terminal in raw mode: keys, size, painting, job control. It must not know what is shown on it. */
@NullMarked
package netmon.cli.live.terminal;

import org.jspecify.annotations.NullMarked;
