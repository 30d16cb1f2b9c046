/** Connections, transactions and migrations of SQLite. Known only inside netmon.store; it knows no table. */
@NullMarked
package netmon.store.sqlite;

import org.jspecify.annotations.NullMarked;
