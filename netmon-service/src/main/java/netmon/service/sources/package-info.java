/** Chooses the sources for this run: the living machine or a recording, and the clock. */
@NullMarked
package netmon.service.sources;

import org.jspecify.annotations.NullMarked;
