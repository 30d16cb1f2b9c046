package netmon.service.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.model.PlainText;
import netmon.scan.RowTally;
import netmon.scan.SocketScanner;
import netmon.service.sources.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that part of what a program prints is not understood, as may be when the system has a new release of it. */
final class ParserWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ParserWatch.class);

    private final Sources sources;

    /** The programs of which the log tells already. */
    private final Set<String> told = new HashSet<>();

    ParserWatch(Sources sources) {
        this.sources = sources;
    }

    /** To be called after each tick; says it once a program. */
    void work() {
        counters().forEach(this::work);
        sockets().forEach(this::work);
    }

    private void work(RowTally tally) {
        if (!tally.isWellUnderstood() && told.add(tally.program())) {
            LOG.warn("{}; netmon doctor tells what to do about it", tally.summary());
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
