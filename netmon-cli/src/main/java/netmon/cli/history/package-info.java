/** {@code netmon history}: sums per hour, day, week or month. */
@NullMarked
package netmon.cli.history;

import org.jspecify.annotations.NullMarked;
