/** {@code netmon live}: the screen of the present rates. Only the package below it knows the terminal. */
@NullMarked
package netmon.cli.live;

import org.jspecify.annotations.NullMarked;
