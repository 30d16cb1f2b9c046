package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import netmon.model.PushMark;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.SeriesTotal;
import netmon.model.Traffic;

/** The fields of the two requests about pushes. A series is a field with the name of its family, and its figures. */
final class PushLines {
    private static final String FIGURES = "figures";

    private PushLines() {}

    static MessageLine add(MessageLine line, List<SeriesTotal> totals) {
        for (SeriesTotal each : totals) {
            line.with("family", each.key().family().word())
                    .with("series", each.key().name())
                    .with(
                            FIGURES,
                            each.at() + " " + each.total().received() + " "
                                    + each.total().sent() + " " + each.seen().received() + " "
                                    + each.seen().sent());
        }
        return line;
    }

    static List<SeriesTotal> totals(MessageLine line) throws MessageException {
        List<String> families = line.texts("family");
        List<String> series = line.texts("series");
        List<String> figures = line.texts(FIGURES);
        if (families.size() != figures.size() || series.size() != figures.size()) {
            throw new MessageException("each series needs a family and figures");
        }
        List<SeriesTotal> totals = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            totals.add(total(families.get(i), series.get(i), figures.get(i)));
        }
        return totals;
    }

    private static SeriesTotal total(String family, String name, String figures) throws MessageException {
        String[] parts = figures.split(" ", -1);
        try {
            return new SeriesTotal(
                    new SeriesKey(SeriesFamily.of(family), name),
                    Long.parseLong(parts[0]),
                    new Traffic(Long.parseLong(parts[1]), Long.parseLong(parts[2])),
                    new Traffic(Long.parseLong(parts[3]), Long.parseLong(parts[4])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MessageException("these are no figures of a series: " + Message.excerpt(figures));
        }
    }

    static MessageLine add(MessageLine line, PushMark mark) {
        return line.with("destination", mark.destination())
                .with("instance", mark.instance())
                .with("safe", mark.safe())
                .with("sent", mark.sent())
                .with("horizon", mark.horizon())
                .with("app_row", mark.firstAppRow())
                .with("interface_row", mark.firstInterfaceRow())
                .with("succeeded", mark.succeeded())
                .with("attempted", mark.attempted())
                .with("failure", mark.failure())
                .with("refused", mark.refused())
                .with("refusal", mark.refusal());
    }

    static PushMark mark(MessageLine line) throws MessageException {
        return new PushMark(
                line.text("destination"),
                line.text("instance"),
                line.count("safe"),
                line.count("sent"),
                line.count("horizon"),
                line.count("app_row"),
                line.count("interface_row"),
                line.count("succeeded"),
                line.count("attempted"),
                line.plain("failure"),
                line.count("refused"),
                line.plain("refusal"));
    }
}
