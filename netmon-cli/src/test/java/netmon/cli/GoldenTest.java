package netmon.cli;


import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the command line of each {@link Golden} file. {@code mvn test -Dtest='*GoldenTest' -Dgolden.update=true}
 * rewrites the files; read the difference before you commit it.
 */
class GoldenTest {
    @TempDir
    private Path home;

    @BeforeEach
    void writeHistory() throws Exception {
        History.write(home.resolve(".netmon/netmon.db"));
        History.limit(home.resolve(".netmon/netmon.db"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theAnswerIsAsWritten(Golden golden) throws Exception {
        golden.compare(home);
    }

    static List<Golden> files() throws IOException {
        return Golden.in(Golden.FOLDER);
    }
}
