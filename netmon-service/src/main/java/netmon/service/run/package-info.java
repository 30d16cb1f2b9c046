/** Runs the service: wires all parts together, opens and locks the database, and does the periodic duties. */
@NullMarked
package netmon.service.run;

import org.jspecify.annotations.NullMarked;
