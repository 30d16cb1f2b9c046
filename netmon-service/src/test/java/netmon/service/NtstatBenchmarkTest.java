package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class NtstatBenchmarkTest {
    @Test
    void theBenchmarkReadsTheWholeCrowd() throws ScanException {
        NtstatBenchmark benchmark = new NtstatBenchmark();
        assertEquals(2000, benchmark.ntstatIdle().sockets().size());
        assertEquals(2000, benchmark.ntstatBusy().sockets().size());
    }
}
