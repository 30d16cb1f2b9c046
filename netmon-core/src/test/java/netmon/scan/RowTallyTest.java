package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTallyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
               0 |  0 |  0 | true  | 100 % of 0 lines of netstat understood
            1234 |  0 |  0 | true  | 100 % of 1,234 lines of netstat understood
            9999 |  1 |  0 | true  | 99 % of 10,000 lines of netstat understood; the first other: quic4 \ufffd[31m
              99 |  1 |  0 | true  | 99 % of 100 lines of netstat understood; the first other: quic4 \ufffd[31m
              98 |  1 |  0 | false | 98 % of 99 lines of netstat understood; the first other: quic4 \ufffd[31m
              98 |  0 |  2 | false | 98 % of 100 lines of netstat understood; the first other: quic4 \ufffd[31m
               0 |  0 |  1 | false | 0 % of 1 lines of netstat understood; the first other: quic4 \ufffd[31m
            """)
    void theSummaryShowsHowMuchWasUnderstood(
            int understood, int notUnderstood, int strange, boolean well, String summary) {
        RowTally tally = new RowTally("netstat");
        for (int i = 0; i < understood; i++) {
            tally.understood();
        }
        for (int i = 0; i < notUnderstood; i++) {
            tally.notUnderstood("quic4 \u001b[31m");
        }
        for (int i = 0; i < strange; i++) {
            tally.strange("quic4 \u001b[31m");
            tally.strange(" ");
        }

        assertEquals(well, tally.isWellUnderstood());
        assertEquals(summary, tally.summary());
    }
}
