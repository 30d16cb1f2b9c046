package netmon.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.Samples;
import netmon.store.TrafficReader;
import netmon.store.TrafficWriter;
import netmon.store.Verifier;
import netmon.store.files.PrivateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the database file while the service has it open. */
class DatabaseFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void namesAFile() {
        file = folder.resolve("netmon.db");
    }

    private static Samples sample(long at) {
        return Samples.at(at).app("a", 1, 1).counted("en0", 1, 1);
    }

    /** Overwrites the file as {@code cp} does, at the given time. */
    private void overwrite(byte[] content, Instant when) throws Exception {
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    private byte[] otherDatabase() throws Exception {
        Path other = folder.resolve("other.db");
        try (TrafficWriter log = TrafficWriter.open(other)) {
            log.append(sample(7).sample());
        }
        return Files.readAllBytes(other);
    }

    @Test
    void anOverwrittenFileStaysUnchangedAndTheCountersStayKnown() throws Exception {
        byte[] other = otherDatabase();
        TrafficWriter log = TrafficWriter.open(file);
        log.append(sample(1).counters("boot", Samples.reading("en0", "1", 5, 6)).sample());
        overwrite(other, Instant.now().minusSeconds(10));

        StoreException refused =
                assertThrows(StoreException.class, () -> log.append(sample(2).sample()));
        assertEquals(Remedy.REPLACED, refused.kind());
        assertNotNull(log.lastReading());
        log.abandon();

        assertArrayEquals(other, Files.readAllBytes(file));
        assertFalse(Files.exists(PrivateFiles.beside(file, "-wal")));
        assertFalse(Files.exists(PrivateFiles.beside(file, "-shm")));
        assertEquals(null, Verifier.verify(file, (done, of) -> {}).damage());
    }

    @Test
    void closingAnOverwrittenFileDoesNotChangeIt() throws Exception {
        byte[] other = otherDatabase();
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(sample(1).sample());
            overwrite(other, Instant.now());
        }
        assertArrayEquals(other, Files.readAllBytes(file));
    }

    @Test
    void aFileThatIsStillBeingOverwrittenIsReportedAsBusy() throws Exception {
        byte[] other = otherDatabase();
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(sample(1).sample());
            overwrite(other, Instant.now());
            StoreException refused = assertThrows(StoreException.class, log::requirePresent);
            assertEquals(Remedy.BUSY, refused.kind());
        }
    }

    @Test
    void aCheckpointOfItsOwnLogIsNoOverwrite() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            long bytes = Files.size(file);
            for (int at = 1; Files.size(file) == bytes; at++) { // until the log is long enough
                for (int app = 0; app < 200; app++) {
                    log.append(sample(at).sample());
                }
            }
            log.requirePresent();
        }
    }

    @Test
    void aCommitOfAnotherProgramIsNoOverwrite() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(sample(1).sample());
            FileTime before = Files.getLastModifiedTime(file);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("DELETE FROM app_traffic_logs");
                statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)").close();
            }
            assertFalse(before.equals(Files.getLastModifiedTime(file)));
            log.append(sample(2).sample());
        }
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(2L, report.lastTimestamp());
        }
    }
}
