/** Measures the cost of netmon itself, and reduces the socket polls when it exceeds the budget. */
@NullMarked
package netmon.service.load;

import org.jspecify.annotations.NullMarked;
