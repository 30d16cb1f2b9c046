/** A recording of a machine: written while netmon runs, and replayed in place of the machine. */
@NullMarked
package netmon.scan.recording;

import org.jspecify.annotations.NullMarked;
