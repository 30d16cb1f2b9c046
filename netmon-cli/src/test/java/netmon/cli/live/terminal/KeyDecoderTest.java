package netmon.cli.live.terminal;

import netmon.cli.Escapes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
    private static String keys(String text) {
        KeyDecoder decoder = new KeyDecoder();
        StringJoiner keys = new StringJoiner(" ");
        text.codePoints().forEach(each -> {
            Key key = decoder.take(each);
            if (key != null) {
                keys.add(key.name() == Key.Name.CHARACTER ? Character.toString(key.character()) : "" + key.name());
            }
        });
        if (decoder.isInSequence()) {
            keys.add(decoder.timeOut().name().toString());
        }
        return keys.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q                      | q
            日                      | 日
            \\u001b[A               | UP
            \\u001bOB               | DOWN
            \\u001b[5~x             | PAGE_UP x
            \\u001b[6~              | PAGE_DOWN
            \\u001b[H\\u001bOF       | HOME END
            \\u001b                 | ESCAPE
            \\u001b[                | OTHER
            \\u001b[[Ax\\u001b[[Ey    | OTHER x OTHER y
            \\u001b[[               | OTHER
            \\u001b[1;5Cq           | OTHER q
            \\u001b[200~q\\u001b[201~ | OTHER q OTHER
            \\u001bxq               | OTHER q
            \\u007f\\u0008           | BACKSPACE BACKSPACE
            \\u000d\\u000a           | ENTER ENTER
            \\u0001\\u0000           | OTHER OTHER
            """)
    void charactersBecomeKeys(String text, String keys) {
        assertEquals(keys, keys(Escapes.in(text)));
    }

    @Test
    void afterRandomInputAKeyIsReadAgain() {
        SplittableRandom random = new SplittableRandom(6);
        KeyDecoder decoder = new KeyDecoder();
        for (int i = 0; i < 10_000; i++) {
            decoder.take(random.nextInt(4) == 0 ? 0x1b : random.nextInt(0x80));
        }
        if (decoder.isInSequence()) {
            decoder.timeOut();
        }
        assertEquals(Key.typed('q'), decoder.take('q'));
    }
}
