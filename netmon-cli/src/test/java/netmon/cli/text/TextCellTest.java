package netmon.cli.text;

import netmon.cli.Escapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCellTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    Safari,                 "Safari  "
                    12345678,               "12345678"
                    123456789,              "1234567…"
                    日本語,                 "日本語  "
                    日本語語,               "日本語語"
                    日本語語語,             "日本語… "
                    a日本語語,              "a日本語…"
                    📱📱📱📱📱,             "📱📱📱… "
                    \\u001b[31mred,         "�[31mred"
                    a\\u000ab,              "a�b     "
                    ab\\u202ecd,            "ab�cd   "
                    ab\\u009bcd,            "ab�cd   "
                    ab\\u2028cd,            "ab�cd   "
                    \\ud83d,                "�       "
                    1234567e\\u0301,        "1234567e\\u0301"
                    1234567e\\u0301x,       "1234567…"
                    "",                     "        "
                    """)
    void textHasNoControlCharactersAndExactlyItsWidth(String text, String cell) {
        assertEquals(Escapes.in(cell), TextCell.fit(Escapes.in(text), 8));
    }

    @Test
    void aStackOfAccentsOrAnEndlessNameStaysShort() {
        assertTrue(TextCell.fit("a" + "\u0301".repeat(4000), 8).length() < 40);
        assertTrue(TextCell.fit("\u0301".repeat(4000), 8).length() < 40);
        assertEquals("aaaaaaa…", TextCell.fit("a".repeat(4000), 8));
    }

    @Test
    void anEmptyNameIsVisible() {
        assertEquals("(no name)", TextCell.name(""));
        assertEquals("(no name)", TextCell.name("\u0301"));
        assertEquals("Safari", TextCell.name("Safari"));
    }
}
