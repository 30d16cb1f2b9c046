package netmon.cli.report;

import netmon.model.PlainText;

/** Writes HTML: all text passes through {@link #escaped}, so that no name can become a tag or hide its letters. */
final class HtmlText {
    private static final int LONGEST = 120;

    private final StringBuilder out = new StringBuilder();

    /** The text for an element or for an attribute in quotation marks; cut if it is very long. */
    static String escaped(String text) {
        return PlainText.cut(text, LONGEST)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Appends markup. A {@code %s} stands for the next value: a text is escaped, anything else is as it is. Without
     * values the markup is appended unchanged.
     */
    HtmlText add(String markup, Object... values) {
        int from = 0;
        for (Object each : values) {
            int at = markup.indexOf("%s", from);
            out.append(markup, from, at).append(each instanceof String text ? escaped(text) : each);
            from = at + 2;
        }
        out.append(markup, from, markup.length()).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
