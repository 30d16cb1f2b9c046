/** The directory of rows by hour, which replaces an index on time, and its sums. Used only inside netmon.store. */
@NullMarked
package netmon.store.blocks;

import org.jspecify.annotations.NullMarked;
