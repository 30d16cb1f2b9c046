/** One class a table: writes and reads its rows. Known only inside netmon.store. */
@NullMarked
package netmon.store.rows;

import org.jspecify.annotations.NullMarked;
