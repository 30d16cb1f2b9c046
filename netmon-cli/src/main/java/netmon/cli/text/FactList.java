package netmon.cli.text;

import netmon.model.PlainText;

import java.util.List;

/** Lines of a heading and a text. A text that is longer than a line continues below its own start. */
public final class FactList {
    /** If less room is left for the text, it goes below its heading. */
    private static final int LEAST_ROOM = 20;

    private static final int BETWEEN = 2;

    private final Page page;
    private final int indent;

    /** @param heading columns of the longest heading */
    public FactList(Page page, int heading) {
        this.page = page;
        this.indent = heading + BETWEEN;
    }

    /**
     * Prints one fact, wrapped to the width of the page.
     *
     * @param heading empty if the text belongs to the heading above
     */
    public void say(String heading, String text) {
        boolean narrow = page.columns() - indent < LEAST_ROOM;
        if (narrow && !heading.isEmpty()) {
            page.raw(page.emphasised(heading) + "\n");
        }
        int left = narrow ? BETWEEN : indent;
        String first = narrow ? "" : heading;
        List<String> lines = LineWrapper.lines(PlainText.of(text), page.columns() - left);
        for (String line : lines) {
            page.raw(page.emphasised(first) + " ".repeat(left - first.length()) + line + "\n");
            first = "";
        }
    }
}
