/**
 * Runs the service: puts its parts together, opens and locks the database, and does the periodic duties between ticks.
 */
@NullMarked
package netmon.service.run;

import org.jspecify.annotations.NullMarked;
