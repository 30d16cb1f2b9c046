package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import netmon.service.fakes.LimitedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExhaustedHeapTest {
    @TempDir
    private Path folder;

    @Test
    void endsTheServiceAfterItHasWrittenTheRowsThatWait() throws Exception {
        assertEquals(
                "Java heap space: [] [curl 1000 10]",
                LimitedJvm.lastLine(
                        ExhaustedHeap.class, folder.resolve("netmon.db").toString()));
    }
}
