/** Writes answers: tables, amounts, bars, JSON, CSV. It knows only the model. */
@NullMarked
package netmon.cli.text;

import org.jspecify.annotations.NullMarked;
