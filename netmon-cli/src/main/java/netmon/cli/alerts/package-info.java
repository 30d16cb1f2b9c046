/** {@code netmon alert}: adds, lists, removes and checks limits. */
@NullMarked
package netmon.cli.alerts;

import org.jspecify.annotations.NullMarked;
