/** The files beside the database: home folder, lock and heartbeat, and their permissions. It knows no SQL. */
@NullMarked
package netmon.store.files;

import org.jspecify.annotations.NullMarked;
