/**
 * The checks of {@code netmon doctor} that need the service's program: sources, settings, supervisor, installations.
 */
@NullMarked
package netmon.service.doctor;

import org.jspecify.annotations.NullMarked;
