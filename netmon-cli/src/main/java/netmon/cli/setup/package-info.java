/** {@code netmon setup} and {@code uninstall}: the commands only; the work is done by netmon.setup. */
@NullMarked
package netmon.cli.setup;

import org.jspecify.annotations.NullMarked;
