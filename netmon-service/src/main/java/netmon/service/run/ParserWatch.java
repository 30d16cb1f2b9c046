package netmon.service.run;

import netmon.model.PlainText;
import netmon.scan.RowTally;
import netmon.scan.SocketScanner;
import netmon.service.sources.Sources;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns if netmon cannot parse some lines of a program, as after a new release of the system. */
final class ParserWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ParserWatch.class);

    private final Sources sources;

    /** The programs that have been logged. */
    private final Set<String> logged = new HashSet<>();

    ParserWatch(Sources sources) {
        this.sources = sources;
    }

    /** Checks the last poll. Each program is logged once. */
    void check() {
        counters().forEach(this::check);
        sockets().forEach(this::check);
    }

    private void check(RowTally tally) {
        if (!tally.isWellUnderstood() && logged.add(tally.program())) {
            LOG.warn("{}; netmon doctor prints the remedy", tally.summary());
        }
    }

    /** The programs with many lines that could not be parsed in the last poll; empty if there are none. */
    String unread() {
        return Stream.concat(counters().stream(), sockets().stream())
                .filter(each -> !each.isWellUnderstood())
                .map(RowTally::summary)
                .map(PlainText::of)
                .collect(Collectors.joining("; "));
    }

    private List<RowTally> counters() {
        return sources.counters().rowTallies();
    }

    private List<RowTally> sockets() {
        SocketScanner sockets = sources.sockets();
        return sockets == null ? List.of() : sockets.rowTallies();
    }
}
