/** Chooses the readers of the operating system that netmon runs on. The one place that switches over the system. */
@NullMarked
package netmon.platform;

import org.jspecify.annotations.NullMarked;
