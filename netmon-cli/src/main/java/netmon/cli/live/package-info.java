/** {@code netmon live}: the screen that shows current rates. The terminal itself lies in the package below. */
@NullMarked
package netmon.cli.live;

import org.jspecify.annotations.NullMarked;
