/** A recording of a machine: written while it runs, read back in its place. */
@NullMarked
package netmon.scan.recording;

import org.jspecify.annotations.NullMarked;
