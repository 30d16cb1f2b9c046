/** Netlink sockets and their messages, over the C library. It knows no message of a particular family. */
@NullMarked
package netmon.scan.linux.netlink;

import org.jspecify.annotations.NullMarked;
