/** {@code netmon stats}: sums by application, by interface, and in total. */
@NullMarked
package netmon.cli.stats;

import org.jspecify.annotations.NullMarked;
