package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Calibration.Meaning;
import netmon.model.Calibration.ProofResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTextTest {
    @Test
    void everyCalibrationIsReadBack() {
        List<Meaning> meanings = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (int times : new int[] {Meaning.SENSELESS, Meaning.UNKNOWN, 0, 1, 2, 17}) {
                meanings.add(new Meaning(protocol, 4, Direction.IN, times, 52));
                meanings.add(new Meaning(protocol, 6, Direction.OUT, times, 0));
            }
        }
        List<Calibration> all = new ArrayList<>();
        for (ProofResult each : ProofResult.values()) {
            all.add(new Calibration("netstat", meanings, each, ProofResult.NO, each, ProofResult.UNKNOWN));
        }
        assertEquals(all, CalibrationText.parse(CalibrationText.encode(all)));
    }

    @Test
    void oneLineHoldsOneSource() {
        Calibration netstat = new Calibration(
                "netstat",
                List.of(new Meaning(Protocol.TCP, 4, Direction.IN, 2, 52)),
                ProofResult.YES,
                ProofResult.NO,
                ProofResult.NO,
                ProofResult.UNKNOWN);
        assertEquals(
                "netstat owner=yes closed=no unsent=no others=unknown tcp4:in=2+52\n",
                CalibrationText.encode(List.of(netstat)));
        assertEquals(List.of(), CalibrationText.parse("\n \n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netstat",
                "netstat owner=yes closed=no unsent=no",
                "netstat closed=no owner=yes unsent=no others=yes",
                "netstat owner=maybe closed=no unsent=no others=yes",
                "netstat owner=yes closed=no unsent=no others=yes tcp4",
                "netstat owner=yes closed=no unsent=no others=yes tcp:in=1+0",
                "netstat owner=yes closed=no unsent=no others=yes sctp4:in=1+0",
                "netstat owner=yes closed=no unsent=no others=yes tcp4:up=1+0",
                "netstat owner=yes closed=no unsent=no others=yes tcp4:in=once+0",
                "netstat owner=yes closed=no unsent=no others=yes tcp4:in=1+0+0",
            })
    void anythingElseIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> CalibrationText.parse(line));
    }
}
