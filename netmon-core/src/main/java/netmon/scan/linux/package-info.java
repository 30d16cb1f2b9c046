/** Readers of Linux's /proc and netlink. Parsing stands apart from reading and is tested on recorded bytes. */
@NullMarked
package netmon.scan.linux;

import org.jspecify.annotations.NullMarked;
