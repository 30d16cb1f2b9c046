/** Chooses the sources and the clock of a run: those of the live machine or of a recording. */
@NullMarked
package netmon.service.sources;

import org.jspecify.annotations.NullMarked;
