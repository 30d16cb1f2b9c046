/** Names the parts of each sample: process, destination, port and user. Only used where the settings ask for detail. */
@NullMarked
package netmon.service.detail;

import org.jspecify.annotations.NullMarked;
