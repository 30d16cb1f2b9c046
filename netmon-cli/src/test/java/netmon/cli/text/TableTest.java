package netmon.cli.text;

import netmon.cli.text.Table.Column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3));

    private static String printed(int columns, boolean coloured) {
        Table table = new Table(72, COLUMNS)
                .row(List.of("Google Chrome Canary", "1.85 GB", "250.29 MB", "2.09 GB"))
                .rule()
                .row(List.of("日本語アプリケーション", "1 B", "1023.99 KB", "5 B"));
        return printed(table, columns, coloured);
    }

    private static String printed(Table table, int columns, boolean coloured) {
        StringWriter text = new StringWriter();
        table.print(new Page(new PrintWriter(text), columns, coloured, Units.ORIGINAL.bytes(), ZoneOffset.UTC));
        return text.toString();
    }

    @Test
    void withEnoughRoomColumnsHaveTheirWidths() {
        assertEquals(printed(Integer.MAX_VALUE, false), printed(78, false));
        assertEquals(78, printed(78, false).lines().findFirst().orElse("").length());
    }

    @Test
    void onANarrowTerminalColumnsShrinkToTheirCells() {
        assertEquals("""
                Application  Down    Up         Total\s\s
                ---------------------------------------
                Google Chro… 1.85 GB 250.29 MB  2.09 GB
                ---------------------------------------
                日本語アプ…  1 B     1023.99 KB 5 B\s\s\s\s
                """, printed(39, false));
    }

    @Test
    void aRuleWithNoRowAboveItIsLeftOut() {
        Table table = new Table(72, COLUMNS).rule().row(List.of("Total", "1 B", "2 B", "3 B"));

        assertEquals("""
                Application Down Up  Total
                --------------------------
                Total       1 B  2 B 3 B\s\s
                """, printed(table, 26, false));
    }

    @Test
    void onAVeryNarrowTerminalTheTotalIsLeftOutLast() {
        assertTrue(printed(25, false).startsWith("Application       Total  \n"), printed(25, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20, 30, 40, 50, 60, 77, 78, 200})
    void noLineIsLongerThanTheTerminalIsWide(int columns) {
        printed(columns, false).lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= columns, line));
    }

    @Test
    void theHeadingIsBoldIfRequested() {
        assertTrue(printed(78, true).startsWith("\u001b[1mApplication "), printed(78, true));
    }
}
