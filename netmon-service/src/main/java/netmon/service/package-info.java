/** The background service: one tick a second, written to the database. */
@NullMarked
package netmon.service;

import org.jspecify.annotations.NullMarked;
