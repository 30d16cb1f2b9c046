package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {
    @Test
    void theEnvironmentsHomeComesFirst() {
        assertEquals(
                Path.of("/home/my name/.netmon/netmon.db"),
                Home.database(Map.of("HOME", "/home/my name"), "/Users/other"));
    }

    @Test
    void anUnsetEmptyOrRelativeHomeIsNotUsed() {
        Path expected = Path.of("/Users/me/.netmon/netmon.db");
        assertEquals(expected, Home.database(Map.of(), "/Users/me"));
        assertEquals(expected, Home.database(Map.of("HOME", ""), "/Users/me"));
        assertEquals(expected, Home.database(Map.of("HOME", "here"), "/Users/me"));
    }

    @Test
    void theAnswerIsAlwaysAbsolute() {
        assertEquals(Path.of(".netmon/netmon.db").toAbsolutePath(), Home.database(Map.of(), null));
        assertEquals(Path.of("?/.netmon/netmon.db").toAbsolutePath(), Home.database(Map.of(), "?"));
    }
}
