/** Finds the application, as a person knows it, of a process. Pure naming; this package reads no process itself. */
@NullMarked
package netmon.apps;

import org.jspecify.annotations.NullMarked;
