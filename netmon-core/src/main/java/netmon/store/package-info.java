/** The SQLite database: the service writes it, the command reads it. Only this package knows java.sql. */
@NullMarked
package netmon.store;

import org.jspecify.annotations.NullMarked;
