package netmon.cli.text;

import netmon.cli.Escapes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    Safari,                        6
                    Café,                          4
                    Cafe\\u0301,                   4
                    日本語,                        6
                    한글,                          4
                    \\u1112\\u1161\\u11ab,         2
                    ｆｕｌｌ,                      8
                    📱,                            2
                    👍\\ud83c\\udffd,              2
                    🇩🇪,                            2
                    ❤,                             1
                    ❤\\ufe0f,                      2
                    1\\ufe0f\\u20e3,               2
                    a\\ufe0f,                      1
                    a\\u0300\\u0301\\u0302\\u0303, 1
                    กำ,                             2
                    का,                            2
                    …,                             1
                    """)
    void textTakesTheColumnsOfATerminal(String text, int columns) {
        assertEquals(columns, DisplayWidth.of(Escapes.in(text)));
    }
}
