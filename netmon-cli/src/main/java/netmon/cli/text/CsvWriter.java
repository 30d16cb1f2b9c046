package netmon.cli.text;

import java.io.PrintWriter;
import netmon.model.PlainText;

/**
 * Writes RFC 4180 with a choice of line ends: commas, quotation marks where they are needed. A spreadsheet would run
 * text that begins with one of {@code = + - @} as a formula: such text gets an apostrophe before it.
 */
public record CsvWriter(PrintWriter out, String lineEnd) {
    /** The end of a line in the standard. */
    public static final String RFC4180 = "\r\n";

    private static final String FORMULA_STARTS = "=+-@＝＋－＠";

    /** Writes one line. Cells are text or integers. */
    public void row(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",");
            line.append(cells[i] instanceof String text ? cell(text) : cells[i].toString());
        }
        out.print(line + lineEnd);
    }

    static String cell(String text) {
        String plain = PlainText.of(text);
        boolean isFormula = !plain.isEmpty() && FORMULA_STARTS.indexOf(plain.charAt(0)) >= 0;
        String safe = isFormula ? "'" + plain : plain;
        boolean mustQuote = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || !safe.equals(safe.strip());
        return mustQuote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
