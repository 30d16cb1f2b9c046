package netmon.service.benchmarks;

import netmon.service.fakes.LimitedJvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of the service, in a JVM with the limits that the launcher sets. */
class ManySocketsTest {
    @TempDir
    private Path folder;

    @Test
    void fiftyThousandFitIntoTheServicesHeap() throws Exception {
        assertEquals("[server 300000000 0]", lastLine("50000"));
    }

    @Test
    void moreThanFitAreAnErrorAndEveryByteIsUnattributed() throws Exception {
        assertEquals("[Unattributed 420000000 0]", lastLine("70000"));
    }

    private String lastLine(String connections) throws Exception {
        return LimitedJvm.lastLine(
                ManySockets.class, folder.resolve("netmon.db").toString(), connections);
    }
}
