/** The settings: options and the properties file, their checks and error messages. */
@NullMarked
package netmon.service.settings;

import org.jspecify.annotations.NullMarked;
