/** From a process to the application that a person knows. Pure naming; it reads no process by itself. */
@NullMarked
package netmon.apps;

import org.jspecify.annotations.NullMarked;
