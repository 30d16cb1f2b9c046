/** Connections, transactions and migrations of SQLite. Used only inside netmon.store, except for DriverPreload. */
@NullMarked
package netmon.store.sqlite;

import org.jspecify.annotations.NullMarked;
