/** {@code netmon status}: whether the service runs, and what it measures with. */
@NullMarked
package netmon.cli.status;

import org.jspecify.annotations.NullMarked;
