package netmon.cli;


import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link GoldenTest}, with {@link StandIn a service} that answers. No command line changes the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedGoldenTest {
    private Path home;
    private StandIn service;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        home = folder;
        service = StandIn.ofHistory(home);
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theAnswerIsAsWritten(Golden golden) throws Exception {
        golden.compare(home);
    }

    static List<Golden> files() throws IOException {
        return Golden.in(Golden.FOLDER.resolve("served"));
    }
}
