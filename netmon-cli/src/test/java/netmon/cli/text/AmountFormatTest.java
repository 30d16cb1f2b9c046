package netmon.cli.text;


import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountFormatTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    0,                   0 B
                    1,                   1 B
                    1023,                1023 B
                    1024,                1.00 KB
                    1030,                1.01 KB
                    1536,                1.50 KB
                    1048570,             1023.99 KB
                    1048571,             1.00 MB
                    1048576,             1.00 MB
                    262454886,           250.30 MB
                    1986422374,          1.85 GB
                    1099511627775,       1.00 TB
                    1099511627776,       1.00 TB
                    9223372036854775807, 8388608.00 TB
                    """)
    void amountsHaveTheUnitsOfTheOriginalAndAreBelow1024(long bytes, String text) {
        assertEquals(text, Units.ORIGINAL.bytes().of(bytes));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            IEC,      1023,                1023 B
            IEC,      1024,                1.00 KiB
            IEC,      1610612736,          1.50 GiB
            SI,       999,                 999 B
            SI,       1000,                1.00 kB
            SI,       999999,              1.00 MB
            SI,       1500000000,          1.50 GB
            ORIGINAL, 1610612736,          1.50 GB
            """)
    void unitsAreChosen(Units units, long bytes, String text) {
        assertEquals(text, units.bytes().of(bytes));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            SI,       1,                   8 bit
            SI,       125,                 1.00 kbit
            SI,       12500000,            100.00 Mbit
            IEC,      128,                 1.00 Kibit
            ORIGINAL, 128,                 1.00 Kbit
            SI,       9223372036854775807, 9223372.04 Tbit
            """)
    void aByteHasEightBits(Units units, long bytes, String text) {
        assertEquals(text, units.bits().of(bytes));
    }
}
