package netmon.cli.options;

import java.time.ZoneId;
import java.time.ZoneOffset;
import netmon.cli.session.Session;
import picocli.CommandLine.Option;

/** The option that says whose days and times are meant. */
public final class ZoneOption implements FastOptions {
    @Option(names = "--utc", description = "Days and times are those of UTC, not of this machine's zone.")
    private boolean utc;

    @Override
    public boolean set(String option) {
        utc |= option.equals("--utc");
        return option.equals("--utc");
    }

    public ZoneId zone(Session session) {
        return utc ? ZoneOffset.UTC : session.zone();
    }
}
