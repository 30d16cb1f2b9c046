/**
 * Chooses the readers of the operating system that netmon runs on. No other package switches over the system to read
 * it.
 */
@NullMarked
package netmon.platform;

import org.jspecify.annotations.NullMarked;
