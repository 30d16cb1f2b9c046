package netmon.cli.push.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.SeriesTotal;

/** The totals in the text format of Prometheus, without timestamps, as node_exporter's textfile collector demands. */
public final class MetricsText {
    private MetricsText() {}

    public static String of(Collection<SeriesTotal> totals) {
        StringBuilder text = new StringBuilder();
        for (SeriesFamily family : SeriesFamily.values()) {
            List<SeriesTotal> series = totals.stream()
                    .filter(each -> each.key().family() == family)
                    .sorted(Comparator.comparing(each -> each.key().name()))
                    .toList();
            if (!series.isEmpty()) {
                String metric = MetricNames.prometheus(family);
                text.append("# HELP " + metric + ' ' + MetricNames.description(family) + '\n');
                text.append("# TYPE " + metric + " counter\n");
                for (SeriesTotal each : series) {
                    text.append(
                            line(metric, each, MetricNames.RECEIVE, each.total().received()));
                    text.append(line(
                            metric, each, MetricNames.TRANSMIT, each.total().sent()));
                }
            }
        }
        return text.toString();
    }

    private static String line(String metric, SeriesTotal total, String direction, long bytes) {
        return metric + '{' + MetricNames.label(MetricNames.subject(total.key())) + "=\""
                + escaped(total.key().name()) + "\"," + MetricNames.label(MetricNames.DIRECTION) + "=\"" + direction
                + "\"} " + bytes + '\n';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
