/** Reads the cache of systemd-resolved through its socket. It trusts no answer: each is bounded in time and size. */
@NullMarked
package netmon.scan.linux.resolved;

import org.jspecify.annotations.NullMarked;
