/** The directory of rows by hour that stands in for an index on time. Known only inside netmon.store. */
@NullMarked
package netmon.store.blocks;

import org.jspecify.annotations.NullMarked;
