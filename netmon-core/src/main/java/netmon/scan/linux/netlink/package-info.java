/** Netlink sockets and their messages, over the C library. Messages of a particular family belong to other packages. */
@NullMarked
package netmon.scan.linux.netlink;

import org.jspecify.annotations.NullMarked;
