/** {@code netmon verify}, {@code backup} and {@code purge}. */
@NullMarked
package netmon.cli.maintenance;

import org.jspecify.annotations.NullMarked;
