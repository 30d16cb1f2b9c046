/** Puts the Linux readers together: what the machine answers, and how recorded kernel dumps are anonymised. */
@NullMarked
package netmon.scan.linux;

import org.jspecify.annotations.NullMarked;
