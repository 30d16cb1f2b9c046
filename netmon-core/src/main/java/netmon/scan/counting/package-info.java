/** Decides which interfaces count, where the rule is the same on every system. It reads nothing by itself. */
@NullMarked
package netmon.scan.counting;

import org.jspecify.annotations.NullMarked;
