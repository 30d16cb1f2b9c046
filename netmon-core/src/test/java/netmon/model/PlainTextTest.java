package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 9, 0xA, 0xD, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200D, 0x200E,
                0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xD800, 0xDFFF, 0xE0041
            })
    void charactersThatMoveHideOrReorderAreReplaced(int c) {
        String text = new StringBuilder("a").appendCodePoint(c).append('b').toString();
        assertEquals("a\uFFFDb", PlainText.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Google Chrome", "Café", "Cafe\u0301", "哔哩哔哩", "😀", "نت", "\uFFFD", "a\u00A0b"})
    void harmlessTextStaysTheSameObject(String text) {
        assertSame(text, PlainText.of(text));
    }

    @Test
    void anEscapeSequenceIsLeftAsHarmlessLetters() {
        assertEquals("\uFFFD[2J\uFFFD]0;x\uFFFDsafe", PlainText.of("\u001B[2J\u001B]0;x\u0007safe"));
    }

    @Test
    void surrogatesInTheWrongOrderAreReplacedOneByOne() {
        assertEquals("\uFFFD\uFFFD😀\uFFFD", PlainText.of("\uDE00\uD83D😀\uD83D"));
    }

    @Test
    void anyTextBecomesOneThatNeedsNoReplacementAndIsValidUtf8() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(20, 0, 0x3000).forEach(c -> text.append((char) c));
            random.ints(5, 0xD800, 0x10000).forEach(c -> text.append((char) c));
            String plain = PlainText.of(text.toString());
            assertSame(plain, PlainText.of(plain));
            assertEquals(plain, new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            assertFalse(plain.chars().anyMatch(Character::isISOControl));
        }
    }
}
