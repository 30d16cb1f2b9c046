/** Parses the output of macOS programs. Parsers are pure functions over text, so every system can run and test them. */
@NullMarked
package netmon.scan.macos;

import org.jspecify.annotations.NullMarked;
