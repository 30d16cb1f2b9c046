package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.linux.processes.LinuxProcesses.ProcStat;
import org.junit.jupiter.api.Test;

class ProcStatTest {
    private static final String REST =
            " S 4700 4699 4698 0 -1 4194560 12 0 0 0 1 2 0 0 20 0 1 0 123456 9 8 7 6 5 4 3 2 1\n";

    @Test
    void aNameMayHoldBlanksAndParentheses() throws ScanException {
        assertEquals(new ProcStat("curl", 4700, 123456), ProcStat.parse("4711 (curl)" + REST));
        assertEquals(new ProcStat("a) S 1 (b", 4700, 123456), ProcStat.parse("4711 (a) S 1 (b)" + REST));
        assertEquals(new ProcStat("", 4700, 123456), ProcStat.parse("4711 ()" + REST));
    }

    @Test
    void otherLinesAreErrors() {
        for (String line : List.of(
                "", "4711", "4711 (curl", ")(", "4711 (curl) S 1", "4711 (curl)" + REST.replace("123456", "x"))) {
            assertThrows(ScanException.class, () -> ProcStat.parse(line), line);
        }
    }
}
