package netmon.cli.report;

import java.util.List;
import netmon.cli.report.ReportData.DetailTable;
import netmon.cli.report.ReportData.LimitUse;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Timestamps;
import netmon.model.AppTraffic;
import netmon.model.DetailSum;
import netmon.model.Direction;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.Traffic;
import netmon.model.Version;

/** The page of a report: one file that loads nothing, and that is read as well without its script. */
final class ReportPage {
    private static final int MOST_ROWS = 200;
    private static final int MOST_GAPS = 50;
    private static final int PERCENT = 100;

    private final ReportData data;
    private final AmountFormat bytes;
    private final HtmlText html = new HtmlText();

    ReportPage(ReportData data, AmountFormat bytes) {
        this.data = data;
        this.bytes = bytes;
    }

    String text() {
        head();
        tiles();
        charts();
        apps();
        html.add("<section><h2>Weekday and hour</h2>")
                .add(new HeatMap(data.hours(), bytes).html())
                .add("</section>");
        data.details().forEach(this::detail);
        interfaces();
        limits();
        gaps();
        foot();
        return html.toString();
    }

    private void head() {
        PageAsset style = PageAsset.read("report.css");
        PageAsset script = PageAsset.read("report.js");
        String title = (data.app() == null ? "" : data.app() + " - ") + "netmon report of " + data.host();
        html.add("<!DOCTYPE html>").add("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + style.hash() + "'; script-src 'sha256-" + script.hash()
                + "'; base-uri 'none'; form-action 'none'\">");
        html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.add("<meta name=\"referrer\" content=\"no-referrer\">").add("<title>%s</title>", title);
        html.add("<style>" + style.text() + "</style></head><body><main><header>");
        html.add("<h1>%s</h1>", data.app() == null ? "Network use of " + data.host() : data.app());
        html.add(
                "<p>%s: %s to %s (%s) on %s. Recorded: %s of the time.</p></header>",
                data.period().label(),
                Timestamps.text(data.period().from(), data.zone()),
                Timestamps.text(data.period().to(), data.zone()),
                data.zone().getId(),
                data.host(),
                Accuracy.percent(
                        data.covered(), data.period().to() - data.period().from()));
    }

    private void tiles() {
        Accuracy accuracy = Accuracy.of(data.apps());
        html.add("<section aria-label=\"Sums\"><dl class=\"tiles\">");
        tile("Downloaded", bytes.of(data.total().received()));
        tile("Uploaded", bytes.of(data.total().sent()));
        tile("Busiest", ReportSummary.busiest(data, bytes));
        String change = ReportSummary.change(data);
        tile("Against the time before", change.isEmpty() ? "no data" : change);
        if (data.app() == null) {
            tile(
                    "Highest rates",
                    bytes.of(data.peaks().received()) + "/s down, "
                            + bytes.of(data.peaks().sent()) + "/s up");
        }
        tile("How it is known", accuracy.line());
        html.add("</dl></section>");
    }

    private void tile(String name, String value) {
        html.add("<div><dt>%s</dt><dd>%s</dd></div>", name, value);
    }

    /** A chart for each range, of which the radio buttons show one. */
    private void charts() {
        html.add("<section class=\"charts\"><h2>Over time</h2>");
        List<ChartSeries> charts = data.charts();
        for (int i = 0; i < charts.size(); i++) {
            html.add(
                    "<input type=\"radio\" name=\"range\" id=\"r%s\"" + (i == 0 ? " checked" : "") + "><label for=\"r"
                            + i + "\">%s</label>",
                    i,
                    charts.get(i).title());
        }
        for (int i = 0; i < charts.size(); i++) {
            html.add("<div class=\"range p%s\">", i);
            chart(charts.get(i), Direction.TOTAL, "Downloaded and uploaded");
            if (i == 0) {
                chart(charts.get(i), Direction.IN, "Downloaded");
                chart(charts.get(i), Direction.OUT, "Uploaded");
            }
            html.add("</div>");
        }
        legend(charts.get(0));
        buckets(charts.get(0));
        html.add("</section>");
    }

    private void chart(ChartSeries series, Direction direction, String name) {
        html.add("<figure><figcaption>%s, %s</figcaption>", name, series.title());
        html.add("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">", "Chart: " + name);
        html.add(new StackedChart(series, direction, data.gaps(), bytes, data.zone())
                .svg(name + " by application, " + series.title() + "; the tables have the numbers"));
        html.add("</div></figure>");
    }

    private void legend(ChartSeries series) {
        html.add("<ul class=\"legend\">");
        for (int i = 0; i < series.names().size(); i++) {
            boolean isEmpty = series.traffic().get(i).stream().allMatch(Traffic::isNone);
            if (!isEmpty) {
                html.add(
                        "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\""
                                + StackedChart.colour(series, i)
                                + "\" width=\"10\" height=\"10\"/></svg>%s</li>",
                        series.names().get(i));
            }
        }
        if (data.gaps().stream().anyMatch(each -> each.kind() == Gap.Kind.NOT_RUNNING)) {
            html.add("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"gap\" width=\"10\""
                    + " height=\"10\"/></svg>netmon did not run</li>");
        }
        html.add("</ul>");
    }

    /** The numbers of the first chart. */
    private void buckets(ChartSeries series) {
        html.add("<details><summary>The numbers of the chart</summary>");
        tableHead("Start");
        for (int i = 0; i < series.buckets(); i++) {
            row(Timestamps.text(series.edges().get(i), data.zone()), series.sum(i), data.total());
        }
        html.add("</tbody></table></div></details>");
    }

    private void apps() {
        html.add("<section><h2>Applications</h2>");
        tableHead("Application");
        List<AppTraffic> shown =
                data.apps().subList(0, Math.min(MOST_ROWS, data.apps().size()));
        Traffic sum = Traffic.NONE;
        for (AppTraffic each : shown) {
            row(each.app(), each.traffic(), data.total());
            sum = sum.plus(each.traffic());
        }
        Traffic rest = data.total().minus(sum);
        if (!rest.isNone()) {
            row("(" + (data.apps().size() - shown.size()) + " others)", rest, data.total());
        }
        html.add("</tbody><tfoot>");
        row("Total", data.total(), data.total());
        html.add("</tfoot></table></div></section>");
    }

    private void detail(DetailTable table) {
        html.add("<section><h2>By %s</h2>", table.title());
        tableHead(table.title());
        for (DetailSum each : table.rows()) {
            row(each.name(), each.traffic(), data.total());
        }
        html.add("</tbody></table></div></section>");
    }

    private void tableHead(String name) {
        html.add("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">", "Table: " + name);
        html.add(
                "<table class=\"sorted\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">Downloaded</th>"
                        + "<th scope=\"col\">Uploaded</th><th scope=\"col\">Total</th><th scope=\"col\">Share</th></tr>"
                        + "</thead><tbody>",
                name);
    }

    private void row(String name, Traffic traffic, Traffic total) {
        html.add(
                "<tr><th scope=\"row\">%s</th><td data-n=\"%s\">%s</td><td data-n=\"%s\">%s</td>"
                        + "<td data-n=\"%s\">%s</td>"
                        + "<td data-n=\"%s\">%s</td></tr>",
                name,
                traffic.received(),
                bytes.of(traffic.received()),
                traffic.sent(),
                bytes.of(traffic.sent()),
                traffic.total(),
                bytes.of(traffic.total()),
                traffic.total(),
                Accuracy.share(traffic.total(), total.total()));
    }

    private void interfaces() {
        if (data.interfaces().isEmpty()) {
            return;
        }
        html.add("<section><h2>Interfaces</h2>");
        tableHead("Interface");
        int shown = 0;
        for (InterfaceTotal each : data.interfaces()) {
            if (!each.counted().isNone()) {
                row(each.name(), each.counted(), data.total());
            }
            if (!each.uncounted().isNone() && shown++ < MOST_ROWS) {
                row(each.name() + " (not in the total)", each.uncounted(), Traffic.NONE);
            }
        }
        html.add("</tbody></table></div></section>");
    }

    private void limits() {
        if (data.limits().isEmpty()) {
            return;
        }
        html.add("<section><h2>Limits</h2><ul>");
        for (LimitUse each : data.limits()) {
            html.add(
                    "<li>%s: %s, %s %<br><progress max=\"100\" value=\"%s\" aria-label=\"%s\"></progress></li>",
                    each.sentence(),
                    bytes.of(each.used()) + " so far",
                    percent(each),
                    Math.min(PERCENT, percent(each)),
                    each.sentence());
        }
        html.add("</ul></section>");
    }

    private static long percent(LimitUse use) {
        return Math.round((double) PERCENT * use.used() / Math.max(1, use.limit()));
    }

    private void gaps() {
        html.add("<section><h2>Gaps</h2>");
        List<Gap> gaps = data.gaps();
        if (gaps.isEmpty()) {
            html.add("<p>None.</p></section>");
            return;
        }
        html.add("<ul>");
        for (Gap.Kind kind : Gap.Kind.values()) {
            List<Gap> own = gaps.stream().filter(each -> each.kind() == kind).toList();
            long seconds = own.stream()
                    .mapToLong(each -> Math.max(0, each.to() - each.from()))
                    .sum();
            if (!own.isEmpty()) {
                html.add("<li>%s: %s times, %s minutes in all</li>", kind.word(), own.size(), (seconds + 30) / 60);
            }
        }
        html.add("</ul><details><summary>The last %s</summary><ul>", Math.min(MOST_GAPS, gaps.size()));
        for (Gap each : gaps.subList(Math.max(0, gaps.size() - MOST_GAPS), gaps.size())) {
            html.add(
                    "<li>%s: %s to %s %s</li>",
                    each.kind().word(),
                    Timestamps.text(each.from(), data.zone()),
                    Timestamps.text(each.to(), data.zone()),
                    each.detail());
        }
        html.add("</ul></details></section>");
    }

    private void foot() {
        html.add(
                "</main><footer><p>Made by netmon %s. This page loads nothing from a network.</p></footer>",
                Version.number());
        html.add("<script>" + PageAsset.read("report.js").text() + "</script></body></html>");
    }
}
