package netmon.service.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.PlainText;
import netmon.scan.RowTally;
import netmon.scan.SocketScanner;
import netmon.service.sources.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns if netmon cannot parse some lines of a program, as after a new release of the system. */
final class ParserWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ParserWatch.class);

    private final Sources sources;
    private final Set<String> loggedPrograms = new HashSet<>();

    ParserWatch(Sources sources) {
        this.sources = sources;
    }

    /** Checks the last poll. Each program is logged once. */
    void check() {
        for (RowTally each : unparsed()) {
            if (loggedPrograms.add(each.program())) {
                LOG.warn("{}; netmon doctor prints the remedy", each.summary());
            }
        }
    }

    /** The programs with many lines that could not be parsed in the last poll; empty if there are none. */
    String unread() {
        return unparsed().stream().map(each -> PlainText.of(each.summary())).collect(Collectors.joining("; "));
    }

    private List<RowTally> unparsed() {
        SocketScanner sockets = sources.sockets();
        List<RowTally> all = new ArrayList<>(sources.counters().rowTallies());
        all.addAll(sockets == null ? List.of() : sockets.rowTallies());
        all.removeIf(RowTally::isWellUnderstood);
        return all;
    }
}
