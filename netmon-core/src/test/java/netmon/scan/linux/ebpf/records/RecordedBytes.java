package netmon.scan.linux.ebpf.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * What Linux 6.18 wrote into the maps while {@code Transfer} moved TCP and then UDP between two namespaces: the entries
 * of {@code counts.bin} and the events of {@code births.bin}.
 */
public final class RecordedBytes {
    private RecordedBytes() {}

    public static ByteBuffer read(String name) {
        try (InputStream file = Objects.requireNonNull(RecordedBytes.class.getResourceAsStream(name), name)) {
            return ByteBuffer.wrap(file.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
