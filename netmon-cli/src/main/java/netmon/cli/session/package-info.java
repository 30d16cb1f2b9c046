/** The context of one run of the command: its database, clock, zone, streams and settings. */
@NullMarked
package netmon.cli.session;

import org.jspecify.annotations.NullMarked;
