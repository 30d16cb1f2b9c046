/** Merges old rows into coarser buckets and deletes purged ones. Known only inside netmon.store. */
@NullMarked
package netmon.store.compaction;

import org.jspecify.annotations.NullMarked;
