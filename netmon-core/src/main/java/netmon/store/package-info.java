/**
 * The doors to the SQLite database: the service writes through them, the command reads. Only netmon.store and the
 * packages below it know java.sql.
 */
@NullMarked
package netmon.store;

import org.jspecify.annotations.NullMarked;
