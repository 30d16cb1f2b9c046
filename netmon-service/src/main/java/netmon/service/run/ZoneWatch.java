package netmon.service.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.TimeZone;
import java.util.function.Consumer;
import netmon.protocol.StatusReply;
import netmon.store.files.ZoneLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a change of the machine's time zone, because Java keeps the zone of its start. It reads the link that names
 * the zone. A zone that is set by {@code TZ} in the environment cannot change.
 */
final class ZoneWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneWatch.class);

    /** The state of the file; the name is empty if it is no link. */
    private record LinkState(String name, @Nullable FileTime changed) {
        static LinkState read(Path file) {
            try {
                return new LinkState(ZoneLink.name(file), Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                return new LinkState("", null);
            }
        }
    }

    private final Path file;
    private LinkState link;
    private ZoneId zone;
    private long changedAt;

    /** @param file the link that names the zone */
    ZoneWatch(Path file) {
        this.file = file;
        this.link = LinkState.read(file);
        this.zone = ZoneId.systemDefault();
    }

    /**
     * If the zone has changed, makes it Java's default zone.
     *
     * @param now the wall clock, epoch seconds
     * @param moved receives the new zone
     */
    void check(long now, Consumer<ZoneId> moved) {
        LinkState seen = LinkState.read(file);
        if (seen.equals(link)) {
            return;
        }
        link = seen;
        ZoneId found = zone(seen.name());
        if (!found.equals(zone)) {
            LOG.info(
                    "the time zone has changed from {} to {}: from now on rows are compacted to hours of the new one",
                    zone,
                    found);
            zone = found;
            changedAt = now;
            TimeZone.setDefault(TimeZone.getTimeZone(found));
            moved.accept(found);
        }
    }

    /** The last change of the zone; null if there was none. */
    StatusReply.@Nullable StatusChange zoneChange() {
        return changedAt == 0 ? null : new StatusReply.StatusChange(changedAt, zone.toString());
    }

    private static ZoneId zone(String name) {
        try {
            if (!name.isEmpty()) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            LOG.debug("Java does not know the zone {}", name);
        }
        System.clearProperty("user.timezone"); // otherwise Java would not ask the machine again
        TimeZone.setDefault(null);
        return ZoneId.systemDefault();
    }
}
