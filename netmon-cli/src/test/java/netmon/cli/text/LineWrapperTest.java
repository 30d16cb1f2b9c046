package netmon.cli.text;

import netmon.cli.Escapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineWrapperTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10 | one two three     | one two/three
            10 | short             | short
            7  | one two three     | one two/three
            5  | onetwothree       | onetw/othre/e
            5  | a onetwothree     | a/onetw/othre/e
            6  | 日本語のアプリ    | 日本語/のアプ/リ
            5  | 日本語            | 日本/語
            3  | e\u0301e\u0301e\u0301e\u0301 | e\u0301e\u0301e\u0301/e\u0301
            1  | 日本              | 日/本
            0  | ab                | a/b
            """)
    void textIsWrapped(int room, String text, String lines) {
        assertEquals(List.of(Escapes.in(lines).split("/")), LineWrapper.lines(Escapes.in(text), room));
    }

    @Test
    void anEmptyTextIsALine() {
        assertEquals(List.of(""), LineWrapper.lines("", 0));
        assertEquals(List.of(""), LineWrapper.lines("", -5));
    }

    @Test
    void aTextOfBlanksEnds() {
        assertTrue(LineWrapper.lines(" ".repeat(100), 7).size() < 100);
    }
}
