/** Installs and removes netmon: plans the steps, then runs them. Knows neither picocli nor the commands. */
@NullMarked
package netmon.setup;

import org.jspecify.annotations.NullMarked;
