package netmon.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import netmon.store.files.Home.NoHomeException;
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
    void withoutAnyHomeThereIsNoFolderAndNoSettingsFile() {
        for (String unknown : new String[] {null, "", "?"}) {
            assertThrows(NoHomeException.class, () -> Home.database(Map.of(), unknown));
            assertNull(Home.settings(Map.of("HOME", "here"), unknown));
        }
        assertEquals(Path.of("/home/me/.netmon/netmon.properties"), Home.settings(Map.of("HOME", "/home/me"), "?"));
    }
}
