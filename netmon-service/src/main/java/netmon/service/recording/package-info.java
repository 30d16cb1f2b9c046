/** Records the machine to a folder and replays a recording through the real service. */
@NullMarked
package netmon.service.recording;

import org.jspecify.annotations.NullMarked;
