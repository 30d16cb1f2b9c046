/** Writes and reads the rows of each table, one class per table. Used only inside netmon.store. */
@NullMarked
package netmon.store.rows;

import org.jspecify.annotations.NullMarked;
