/**
 * The formats in which engines take cumulative totals. It opens no connection, and it writes protobuf by hand: one
 * message for each protocol is less code, and less CPU time for each run, than a library with its jars.
 */
@NullMarked
package netmon.cli.push.wire;

import org.jspecify.annotations.NullMarked;
