package netmon.service.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import netmon.model.CalibrationText;
import netmon.model.Check;
import netmon.scan.RowTally;
import netmon.service.fakes.FakeSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceChecksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            netstat 12 3 yes           | ok: netstat: 3 interfaces count, in 12 ms
            netstat 12 1 yes           | ok: netstat: 1 interface counts, in 12 ms
            netstat 12 0 yes           | bad: netstat reports no interface that counts
            netstat 120 3 yes          | warn: netstat: 3 interfaces count, in 120 ms
            netstat 5000 3 yes         | bad: netstat: 3 interfaces count, in 5000 ms
            netstat 0 0 no no_such     | bad: no_such
            """)
    void interfacesAreRead(String trial, String seen) {
        assertEquals(seen, result(SourceChecks.interfaces(trial(trial))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            netstat 9 200 yes, lsof 40 90 no \
                | ok: netstat: 200 sockets, with their bytes, in 9 ms; ok: lsof: 90 sockets, in 40 ms
            netstat 9 200 yes, lsof 0 0 no gone   | ok: netstat: 200 sockets, with their bytes, in 9 ms; ok: gone
            netstat 0 0 no gone, lsof 190 90 no   | warn: gone; warn: lsof: 90 sockets, in 190 ms
            netstat 9 200 yes, lsof 190 90 no \
                | ok: netstat: 200 sockets, with their bytes, in 9 ms; ok: lsof: 90 sockets, in 190 ms
            netstat 9 200 no, lsof 40 90 no | warn: 200 sockets, without their bytes; ok: lsof: 90 sockets, in 40 ms
            netstat 9 0 no                        | ok: netstat: 0 sockets, in 9 ms
            netstat 2000 5 yes                    | bad: netstat: 5 sockets, with their bytes, in 2000 ms
            netstat 0 0 no 0_of_9_rows_understood | warn: 0_of_9_rows_understood; bad: no source of sockets works
            """)
    void eachSourceOfSocketsIsTried(String trials, String seen) {
        List<SourceChecks.Trial> tried = Arrays.stream(trials.split(", ", -1))
                .map(SourceChecksTest::trial)
                .toList();

        assertEquals(
                seen,
                String.join(
                        "; ",
                        SourceChecks.sockets(tried).stream()
                                .map(SourceChecksTest::result)
                                .toList()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99  | ok: 99 % of 100 lines of netstat understood; the first other: quic4 0
            98  | warn: 98 % of 100 lines of netstat understood; the first other: quic4 0
            """)
    void linesThatCannotBeParsedAreReported(int understood, String seen) {
        RowTally netstat = new RowTally("netstat");
        for (int i = 0; i < 100; i++) {
            if (i < understood) {
                netstat.understood();
            } else {
                netstat.notUnderstood("quic4 0");
            }
        }
        SourceChecks.Trial trial = new SourceChecks.Trial(
                "netstat", 1, understood, true, List.of(netstat, new RowTally("silent")), null, "", "");

        List<Check> checks = SourceChecks.rows(List.of(trial));

        assertEquals(
                List.of(seen), checks.stream().map(SourceChecksTest::result).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            netstat owner=yes closed=no unsent=yes others=yes tcp4:in=2+52 tcp4:out=1+0 \
                | ok: proven over loopback: TCP differently; owners yes, final counts no, unsent bytes yes
            ntstat owner=yes closed=yes unsent=no others=yes tcp4:in=2+0 \
                | warn: refused: its bytes of TCP over IPv4 are counted twice (TCP twice; owners yes, \
            final counts yes, unsent bytes no)
            netstat owner=yes closed=no unsent=unknown others=no tcp4:in=1+0 \
                | warn: refused: it shows no sockets of other processes (TCP once; owners yes, final counts no, \
            unsent bytes unknown)
            netstat owner=yes closed=no unsent=no others=yes tcp6:in=senseless+0 \
                | warn: refused: its bytes of TCP over IPv6 make no sense (TCP makes no sense; owners yes, \
            final counts no, unsent bytes no)
            """)
    void eachSourceIsJudgedByItsProof(String calibration, String seen) {
        SourceChecks.Trial trial = trial("netstat 9 200 yes")
                .proven(CalibrationText.parse(calibration).get(0), calibration.startsWith("netstat"));

        assertEquals(seen, result(SourceChecks.proofs(List.of(trial)).get(0)));
    }

    @Test
    void aSourceThatLeavesLoopbackOutIsNotJudged() {
        List<Check> checks = SourceChecks.proofs(List.of(trial("bpf 9 200 yes"), trial("lsof 0 0 no gone")));

        assertEquals(
                List.of("unknown: it does not list loopback, or there is no loopback here"),
                checks.stream().map(SourceChecksTest::result).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "its programs counted, ok: its programs counted",
        "'', unknown: there is no interface but lo to try it on"
    })
    void aSourceThatProvesItselfSaysWhatItFound(String found, String seen) {
        FakeSockets source = new FakeSockets();
        source.ownProof = found;
        assertEquals(seen, result(SourceChecks.ownProof(source)));
    }

    @Test
    void findingsAboutASourceThatIsNotInUseAreNoFaults() {
        List<Check> checks = List.of(Check.warn("proof of lsof", "refused", "x"), Check.unknown("state of lsof", "y"));

        assertEquals(
                List.of("ok: refused", "unknown: y"),
                SourceChecks.ofSpare(checks).stream()
                        .map(SourceChecksTest::result)
                        .toList());
        assertEquals(0, SourceChecks.used(List.of(trial("netstat 9 200 yes"), trial("lsof 9 9 no"))));
        assertEquals(1, SourceChecks.used(List.of(trial("ebpf 0 0 no gone"), trial("lsof 9 9 no"))));
        SourceChecks.Trial refused = trial("netstat 9 200 yes")
                .proven(
                        CalibrationText.parse("netstat owner=yes closed=no unsent=no others=yes tcp6:in=senseless+0")
                                .get(0),
                        true);
        assertEquals(1, SourceChecks.used(List.of(refused, trial("lsof 9 9 no"))));
        assertEquals(1, SourceChecks.used(List.of(trial("lsof 0 0 no gone"))));
    }

    private static SourceChecks.Trial trial(String text) {
        String[] words = text.split(" ", -1);
        return new SourceChecks.Trial(
                words[0],
                Long.parseLong(words[1]),
                Integer.parseInt(words[2]),
                words[3].equals("yes"),
                List.of(),
                null,
                "",
                words.length > 4 ? words[4] : "");
    }

    private static String result(Check check) {
        return check.verdict().word() + ": " + check.seen();
    }
}
