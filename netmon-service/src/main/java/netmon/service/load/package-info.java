/** Measures what netmon itself costs, so that it can stay within its budget. */
@NullMarked
package netmon.service.load;

import org.jspecify.annotations.NullMarked;
