/** {@code netmon doctor}: finds out what is wrong, and writes bug reports. */
@NullMarked
package netmon.cli.doctor;

import org.jspecify.annotations.NullMarked;
