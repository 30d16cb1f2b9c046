package netmon.scan.macos;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.stream.Stream;
import netmon.scan.FakeMachine;
import netmon.scan.Fuzzed;
import netmon.scan.ProgramOutput;
import netmon.scan.Resources;
import netmon.scan.RowTally;
import netmon.scan.lsof.Lsof;
import org.junit.jupiter.params.provider.MethodSource;

/** Arbitrary bytes in place of the output of netstat, nettop and lsof, starting with recorded outputs. */
class ListingsFuzzTest {
    @MethodSource("recorded")
    @DictionaryEntries({
        "<->",
        "->",
        "[::1]:",
        "*.*",
        "%en0",
        "0x",
        "<Link#",
        "99999999999999999999",
        "tcp4 ",
        "udp6 ",
        "udp46 ",
        " LISTEN ",
        "process:pid",
        "rxbytes",
        "TST=",
    })
    @FuzzTest(maxDuration = "2m")
    void areReadOrRefused(byte[] bytes) {
        ProgramOutput output = ProgramOutput.of(bytes);
        FakeMachine machine =
                new FakeMachine().says(Nettop.COMMAND, output).says("lsof -nP -i -w -F pcuLftPnT", output);
        Fuzzed.readOrRefuse(() -> NetstatListing.parse(output.bytes(), new RowTally("netstat")));
        Fuzzed.readOrRefuse(() -> NetstatInterfaces.parse(output.bytes(), Map.of(), new RowTally("netstat")));
        Fuzzed.readOrRefuse(() -> Nettop.source(machine).read());
        Fuzzed.readOrRefuse(() -> Lsof.source(machine).read());
    }

    static Stream<byte[]> recorded() {
        return Stream.of(
                        "netstat-anv-macos15.txt",
                        "netstat-anv-macos26.txt",
                        "netstat-anvl-macos15.1-rows-only.txt",
                        "netstat-nv-macos10.14-no-bytes.txt",
                        "netstat-ibdn-old-5-char-names.txt",
                        "netstat-ibdn-old-truncated-names.txt",
                        "nettop-P-L1-macos12.csv",
                        "nettop-P-L2-d-two-samples.csv",
                        "lsof-F-all-fields.txt",
                        "lsof-F-udp-wildcard.txt")
                .map(file -> Resources.bytes("macos/" + file).array());
    }
}
