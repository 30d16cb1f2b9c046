/** Readers of what macOS's own programs print. All are pure functions over text, so they run and are tested everywhere. */
@NullMarked
package netmon.scan.macos;

import org.jspecify.annotations.NullMarked;
