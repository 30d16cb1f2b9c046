/** Examines the service from inside for {@code netmon doctor}: its sources and the supervisor that started it. */
@NullMarked
package netmon.service.doctor;

import org.jspecify.annotations.NullMarked;
