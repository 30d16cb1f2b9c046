/** From a process to the application that a person knows. */
@NullMarked
package netmon.apps;

import org.jspecify.annotations.NullMarked;
