/** {@code netmon explain}: where the bytes of one application come from. */
@NullMarked
package netmon.cli.explain;

import org.jspecify.annotations.NullMarked;
