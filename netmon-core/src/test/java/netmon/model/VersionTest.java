package netmon.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theBuildWritesTheVersion() {
        String number = Version.number();
        assertTrue(number.matches("\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.]+)?"), number);
    }
}
