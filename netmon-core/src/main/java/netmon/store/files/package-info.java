/** The files beside the database: the home folder, locks, the heartbeat, and who may read them. It knows no SQL. */
@NullMarked
package netmon.store.files;

import org.jspecify.annotations.NullMarked;
