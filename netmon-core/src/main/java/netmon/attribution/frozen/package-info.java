/** Recognises counters of interfaces that stand still, and estimates the bytes that they miss. Pure arithmetic. */
@NullMarked
package netmon.attribution.frozen;

import org.jspecify.annotations.NullMarked;
