/** Reads what people type: times, periods, durations, sizes. It knows neither the database nor the session. */
@NullMarked
package netmon.cli.parse;

import org.jspecify.annotations.NullMarked;
