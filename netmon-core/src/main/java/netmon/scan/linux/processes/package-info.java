/** Linux processes as {@code /proc} describes them: start time, executable, and the script of an interpreter. */
@NullMarked
package netmon.scan.linux.processes;

import org.jspecify.annotations.NullMarked;
