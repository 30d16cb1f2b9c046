package netmon.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Text in columns, each padded to its width and parted from the next by a blank. */
final class Table {
    /** A column: its heading and the columns of the terminal that it takes. */
    record Column(String title, int width) {}

    private final int ruleWidth;
    private final List<Column> columns;
    /** Of cells; empty for a rule. */
    private final List<List<String>> rows = new ArrayList<>();

    /** @param ruleWidth dashes of a rule, which need not be the columns' sum */
    Table(int ruleWidth, List<Column> columns) {
        this.ruleWidth = ruleWidth;
        this.columns = List.copyOf(columns);
    }

    Table row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** A line of dashes below the last row. */
    Table rule() {
        rows.add(List.of());
        return this;
    }

    void print(PrintWriter out) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            appendCell(text, columns.get(i).title, i);
        }
        text.append('\n');
        appendRule(text);
        for (List<String> row : rows) {
            appendRow(text, row);
        }
        out.print(text);
    }

    private void appendRow(StringBuilder text, List<String> cells) {
        if (cells.isEmpty()) {
            appendRule(text);
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            appendCell(text, cells.get(i), i);
        }
        text.append('\n');
    }

    private void appendRule(StringBuilder text) {
        text.append("-".repeat(ruleWidth)).append('\n');
    }

    private void appendCell(StringBuilder text, String cell, int column) {
        text.append(column == 0 ? "" : " ").append(Cell.fit(cell, columns.get(column).width));
    }
}
