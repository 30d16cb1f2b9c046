/** The log file: its layout, its size limit, and the limit on lines about repeated failures. */
@NullMarked
package netmon.service.log;

import org.jspecify.annotations.NullMarked;
