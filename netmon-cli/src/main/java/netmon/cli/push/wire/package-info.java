/** The formats in which engines take cumulative totals. It opens no connection. */
@NullMarked
package netmon.cli.push.wire;

import org.jspecify.annotations.NullMarked;
