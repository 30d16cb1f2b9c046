/** What a push sends and how far it came: cumulative totals from the rows. It opens no connection. */
@NullMarked
package netmon.store.push;

import org.jspecify.annotations.NullMarked;
