/**
 * Readers of the output of macOS programs. Parsers are pure functions over text, so they run and are tested
 * everywhere.
 */
@NullMarked
package netmon.scan.macos;

import org.jspecify.annotations.NullMarked;
