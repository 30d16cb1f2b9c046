/** Parses what the programs counted, from live or recorded bytes, and differences it. It calls no system. */
@NullMarked
package netmon.scan.linux.ebpf.records;

import org.jspecify.annotations.NullMarked;
