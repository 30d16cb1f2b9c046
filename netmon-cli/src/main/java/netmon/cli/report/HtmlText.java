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

    /** Appends markup. A {@code %s} stands for text, which is escaped, a {@code %d} for a number. */
    HtmlText add(String markup, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof String text ? escaped(text) : values[i];
        }
        out.append(values.length == 0 ? markup : String.format(java.util.Locale.ROOT, markup, safe))
                .append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
