/** {@code netmon push}: sends the history to engines beyond this machine. The only package that opens connections. */
@NullMarked
package netmon.cli.push;

import org.jspecify.annotations.NullMarked;
