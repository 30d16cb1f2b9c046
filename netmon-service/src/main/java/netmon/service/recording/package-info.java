/** Records the machine into a folder, and replays a recording through the tick and the store. */
@NullMarked
package netmon.service.recording;

import org.jspecify.annotations.NullMarked;
