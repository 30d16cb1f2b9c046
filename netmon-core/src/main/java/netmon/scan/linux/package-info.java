/** Connects the Linux readers: the answers of the live machine, and how recorded kernel dumps are anonymised. */
@NullMarked
package netmon.scan.linux;

import org.jspecify.annotations.NullMarked;
