package netmon.cli.parse;

import netmon.cli.text.Units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeParserTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,         ORIGINAL, 0
            1048576,   SI,       1048576
            12 B,      ORIGINAL, 12
            1GB,       ORIGINAL, 1073741824
            1GB,       SI,       1000000000
            1GB,       IEC,      1000000000
            1 GiB,     SI,       1073741824
            1.5kb,     ORIGINAL, 1536
            0.3K,      ORIGINAL, 307
            ' 2 Tib ', IEC,      2199023255552
            """)
    void anAmountIsReadInTheChosenUnits(String text, Units units, long bytes) {
        assertEquals(bytes, ByteSizeParser.parse(text, units));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GB", "-1", "1,5GB", "1.GB", "1e9", "1 PB", "1GBit", "９", "9999999TB", "1GB 2GB"})
    void otherTextIsRefused(String text) {
        assertThrows(UsageException.class, () -> ByteSizeParser.parse(text, Units.ORIGINAL));
    }

    @Test
    void formattedAmountsAreReadBack() {
        for (Units units : Units.values()) {
            assertEquals(3L << 30, ByteSizeParser.parse(Units.IEC.bytes().of(3L << 30), units));
        }
    }
}
