/**
 * Parses times, periods, durations and sizes, and finds similar names. It knows neither the database nor the session.
 */
@NullMarked
package netmon.cli.parse;

import org.jspecify.annotations.NullMarked;
