package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.BirthLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BirthEventsTest {
    @Test
    void recordedEventsAreRead() throws ScanException {
        List<Birth> births = BirthEvents.parse(RecordedBytes.read("births.bin"));
        assertEquals(4, births.size());
        String path = "jvm/java-17-openjdk-amd64/bin/java";
        assertEquals(new Birth(2081469111430L, 4193, 3905, 0, "java", path), births.get(0));
        assertFalse(births.get(0).isWholePath());
    }

    /** Names are separated by blanks here, the executable's first. */
    @ParameterizedTest
    @CsvSource({
        "'curl bin usr /',/usr/bin/curl",
        "'init / x y',/init",
        "'java bin jdk opt',opt/jdk/bin/java",
        "'busybox','busybox'",
        "'',''",
    })
    void aPathIsPutTogetherFromTheInside(String names, String path) throws ScanException {
        ByteBuffer event = ByteBuffer.allocate(BirthLayout.LENGTH);
        String[] each = names.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            event.put(BirthLayout.NAMES + i * BirthLayout.NAME_LENGTH, each[i].getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(path, BirthEvents.parse(event).get(0).path());
    }

    @Test
    void halfAnEventIsRefused() {
        assertThrows(ScanException.class, () -> BirthEvents.parse(ByteBuffer.allocate(BirthLayout.LENGTH + 1)));
    }
}
