package netmon.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** The option that says whose days and times are meant. */
final class ZoneOption implements Settable {
    @Option(names = "--utc", description = "Days and times are those of UTC, not of this machine's zone.")
    private boolean utc;

    @Override
    public boolean set(String option) {
        utc |= option.equals("--utc");
        return option.equals("--utc");
    }

    ZoneId zone(Session session) {
        return utc ? ZoneOffset.UTC : session.zone();
    }
}
