package netmon.service.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import netmon.protocol.StatusReply;
import netmon.store.files.ZoneLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the machine's time zone was changed, since Java keeps the one of its start: a glance each minute at the
 * link that says it. Where the environment's {@code TZ} says it, it cannot change.
 */
final class ZoneWatch {
    static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(ZoneWatch.class);

    /** What the file was like; the name is empty where it is no link. */
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
    private final LongSupplier nanos;
    private LinkState link;
    private ZoneId zone;
    private long lookedAt;
    private long changedAt;

    /**
     * Begins with the zone that Java knows.
     *
     * @param file what says the zone
     * @param nanos the monotonic clock
     */
    ZoneWatch(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.link = LinkState.read(file);
        this.zone = ZoneId.systemDefault();
        this.lookedAt = nanos.getAsLong();
    }

    /** Looks, if it is time to; another zone becomes Java's, and is handed on. */
    void work(long now, Consumer<ZoneId> moved) {
        if (nanos.getAsLong() - lookedAt < BETWEEN_NANOS) {
            return;
        }
        lookedAt = nanos.getAsLong();
        LinkState seen = LinkState.read(file);
        if (seen.equals(link)) {
            return;
        }
        link = seen;
        ZoneId found = zone(seen.name());
        if (!found.equals(zone)) {
            LOG.info(
                    "the time zone is {} now, and was {}: what is not in hours yet comes into hours of the new one",
                    found,
                    zone);
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
        System.clearProperty("user.timezone"); // which Java has set when it asked the machine
        TimeZone.setDefault(null);
        return ZoneId.systemDefault();
    }
}
