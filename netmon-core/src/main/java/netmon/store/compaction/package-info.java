/** Merges old rows into coarser buckets and purges rows. Used only inside netmon.store. */
@NullMarked
package netmon.store.compaction;

import org.jspecify.annotations.NullMarked;
