package netmon.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import netmon.cli.Escapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvWriterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Safari            | Safari
            Café 日本         | Café 日本
            a,b               | "a,b"
            say "hi"          | "say ""hi""\"
            a\\u000ab          | a�b
            a\\u001b[31mb      | a�[31mb
            =1+1              | '=1+1
            +1                | '+1
            -1                | '-1
            @SUM(A1)          | '@SUM(A1)
            ＝1               | '＝1
            =a,b              | "'=a,b"
            a=b               | a=b
            """)
    void textIsQuotedAndNeverAFormula(String text, String cell) {
        assertEquals(cell, CsvWriter.cell(Escapes.in(text)));
    }

    @Test
    void blanksAtTheEdgesAreKept() {
        assertEquals("\" a \"", CsvWriter.cell(" a "));
        assertEquals("", CsvWriter.cell(""));
    }

    @Test
    void linesEndInCrLf() {
        StringWriter text = new StringWriter();

        CsvWriter csv = new CsvWriter(new PrintWriter(text), CsvWriter.RFC4180);
        csv.row("name", "bytes");
        csv.row("x", 5L);
        csv.row("", 6L);

        assertEquals("name,bytes\r\nx,5\r\n,6\r\n", text.toString());
    }
}
