/** The log file: its layout, its size limit, and how repeated failures are summed up. */
@NullMarked
package netmon.service.log;

import org.jspecify.annotations.NullMarked;
