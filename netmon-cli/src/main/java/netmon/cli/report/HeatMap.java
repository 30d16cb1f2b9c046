package netmon.cli.report;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import netmon.cli.text.AmountFormat;

/** A table of the bytes by weekday and hour, in which a darker cell has more. */
record HeatMap(List<List<Long>> hours, AmountFormat bytes) {
    private static final int STEPS = 6;

    String html() {
        HtmlText html = new HtmlText();
        html.add("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Weekday and hour\">");
        html.add("<table class=\"heat\"><caption>Bytes by weekday and hour</caption><thead>"
                + "<tr><th scope=\"col\">Day</th>");
        for (int hour = 0; hour < hours.get(0).size(); hour++) {
            html.add("<th scope=\"col\">%s</th>", hour);
        }
        html.add("</tr></thead><tbody>");
        long most = most();
        for (int day = 0; day < hours.size(); day++) {
            html.add(
                    "<tr><th scope=\"row\">%s</th>",
                    DayOfWeek.of(day + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            for (long each : hours.get(day)) {
                html.add("<td class=\"h%s\" title=\"%s\">%s</td>", step(each, most), bytes.of(each), brief(each));
            }
            html.add("</tr>");
        }
        return html.add("</tbody></table></div>").toString();
    }

    private long most() {
        long most = 1;
        for (List<Long> day : hours) {
            for (long each : day) {
                most = Math.max(most, each);
            }
        }
        return most;
    }

    private static int step(long amount, long most) {
        return amount == 0 ? 0 : 1 + (int) Math.min(STEPS - 2, (STEPS - 1) * (double) amount / most);
    }

    /** The amount without its decimals. */
    private String brief(long amount) {
        String text = bytes.of(amount);
        int dot = text.indexOf('.');
        int blank = text.indexOf(' ');
        return amount == 0
                ? ""
                : (dot < 0 ? text.substring(0, blank) : text.substring(0, dot)) + text.charAt(blank + 1);
    }
}
