/** The nouns of netmon: immutable values that depend only on {@code java.*}. Every other package may use them. */
@NullMarked
package netmon.model;

import org.jspecify.annotations.NullMarked;
