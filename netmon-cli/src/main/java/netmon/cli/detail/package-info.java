/** Answers about stored detail, which several commands give. The package knows none of the commands. */
@NullMarked
package netmon.cli.detail;

import org.jspecify.annotations.NullMarked;
