/** Names the container or unit of a process by its cgroup path. Pure functions over text. */
@NullMarked
package netmon.scan.linux.ebpf.containers;

import org.jspecify.annotations.NullMarked;
