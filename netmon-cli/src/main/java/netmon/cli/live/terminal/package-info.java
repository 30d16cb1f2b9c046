/** The terminal in raw mode: keys, size, painting, job control. It does not know the meaning of its lines. */
@NullMarked
package netmon.cli.live.terminal;

import org.jspecify.annotations.NullMarked;
