/** Watches the limits that the user set and sends notifications. */
@NullMarked
package netmon.service.alerts;

import org.jspecify.annotations.NullMarked;
