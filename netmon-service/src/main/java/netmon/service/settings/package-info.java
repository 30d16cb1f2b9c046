/** The settings: command-line options and the properties file, with their checks and messages. */
@NullMarked
package netmon.service.settings;

import org.jspecify.annotations.NullMarked;
