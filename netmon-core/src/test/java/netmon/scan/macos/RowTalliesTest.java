package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import netmon.scan.CounterSource;
import netmon.scan.FakeMachine;
import netmon.scan.Resources;
import netmon.scan.RowTally;
import netmon.scan.SocketSource;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.lsof.Lsof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is understood of output recorded on Macs (all of it), of torn output, and of an unknown format. */
class RowTalliesTest {
    private static final String LSOF = "lsof -nP -i -w -F pcuLftPnT";

    private final FakeMachine machine = new FakeMachine();

    @ParameterizedTest
    @CsvSource({
        "netstat-anv-macos15.txt, 7",
        "netstat-anv-macos26.txt, 2",
        "netstat-anvl-macos15.1-rows-only.txt, 4",
        "netstat-nv-macos10.14-no-bytes.txt, 7",
    })
    void allOfNetstatsSocketsIsUnderstood(String file, int rows) throws Exception {
        machine.says(NetstatSockets.TCP, Resources.text("macos/" + file)).says(NetstatSockets.UDP, "");

        assertEquals(
                List.of(all(rows, NetstatSockets.TCP), all(0, NetstatSockets.UDP)), read(new NetstatSockets(machine)));
    }

    @ParameterizedTest
    @CsvSource({"netstat-ibdn-old-5-char-names.txt, 4", "netstat-ibdn-old-truncated-names.txt, 8"})
    void allOfNetstatsInterfacesIsUnderstood(String file, int rows) throws Exception {
        machine.says("netstat -ibn", Resources.text("macos/" + file));
        CounterSource source = new NetstatInterfaces(machine, InterfaceRule.AUTOMATIC);
        source.read();

        assertEquals(List.of(all(rows, "netstat -ibn")), summaries(source.rowTallies()));
    }

    @Test
    void allOfNettopIsUnderstood() throws Exception {
        machine.says(Nettop.COMMAND, Resources.text("macos/nettop-P-L1-macos12.csv"));

        assertEquals(List.of(all(5, Nettop.COMMAND)), read(Nettop.source(machine)));
    }

    @ParameterizedTest
    @CsvSource({"lsof-F-all-fields.txt, 3", "lsof-F-pctPnT-one-pid.txt, 1", "lsof-F-udp-wildcard.txt, 1"})
    void allOfLsofIsUnderstood(String file, int rows) throws Exception {
        machine.says(LSOF, Resources.text("macos/" + file));

        assertEquals(List.of(all(rows, LSOF)), read(Lsof.source(machine)));
    }

    @Test
    void aRowThatWasCutOffIsCountedAndShown() throws Exception {
        String rows = "tcp4 0 0 10.0.0.2.52044 31.13.66.35.443 ESTABLISHED 9026 316 131072 131860 9811 0\n".repeat(20);
        machine.says(NetstatSockets.TCP, rows + "tcp4 0 0 10.0.0.2.52044 31.13.")
                .says(NetstatSockets.UDP, "");

        assertEquals(
                "95 % of 21 lines of " + NetstatSockets.TCP
                        + " understood; the first other: tcp4 0 0 10.0.0.2.52044 31.13.",
                read(new NetstatSockets(machine)).get(0));
    }

    @Test
    void anUnknownKindOfRowIsCountedAndTitlesAndWarningsAreNot() throws Exception {
        machine.says(NetstatSockets.TCP, """
                        Active Internet connections (including servers)
                        Proto Recv-Q Send-Q Local Address Foreign Address (state) rxbytes txbytes rhiwat shiwat pid epid
                        tcp4 0 0 10.0.0.2.52044 31.13.66.35.443 ESTABLISHED 9026 316 131072 131860 9811 0
                        quic4 0 0 10.0.0.2.52045 31.13.66.35.443 9026 316 131072 131860 9811 0

                        Some tcp sockets may have been created.
                        """).says(NetstatSockets.UDP, "");

        assertEquals(
                "50 % of 2 lines of " + NetstatSockets.TCP
                        + " understood; the first other: quic4 0 0 10.0.0.2.52045 31.13.66.35.443 9026 316"
                        + " 131072 131860 9811 0",
                read(new NetstatSockets(machine)).get(0));
    }

    private static List<String> read(SocketSource source) throws Exception {
        source.read();
        return summaries(source.rowTallies());
    }

    private static List<String> summaries(List<RowTally> tallies) {
        return tallies.stream().map(RowTally::summary).toList();
    }

    private static String all(int rows, String what) {
        return String.format(Locale.ROOT, "100 %% of %,d lines of %s understood", rows, what);
    }
}
