/** {@code netmon report}: a summary of a period, and a page with charts that needs nothing but itself. */
@NullMarked
package netmon.cli.report;

import org.jspecify.annotations.NullMarked;
