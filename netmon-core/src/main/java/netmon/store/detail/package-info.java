/** The bytes of applications by process, destination, port and user. Used only inside netmon.store. */
@NullMarked
package netmon.store.detail;

import org.jspecify.annotations.NullMarked;
