package netmon.service.log;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFullFileIsKeptOnceAndANewOneIsStartedAndBothArePrivate() throws IOException {
        try (LogFile log = LogFile.open(file(), 30)) {
            for (int i = 0; i < 10; i++) {
                write(log, "the line " + i + "\n");
            }
        }
        assertEquals("the line 8\nthe line 9\n", Files.readString(file()));
        assertEquals("the line 6\nthe line 7\n", Files.readString(older()));
        assertEquals("rw-------", rights(file()));
        assertEquals("rw-------", rights(older()));
        try (var all = Files.list(folder)) {
            assertEquals(2, all.count());
        }
    }

    @Test
    void appendsToAnExistingFileAndRemovesTheRightsOfOthers() throws IOException {
        Files.writeString(file(), "before\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        try (LogFile log = LogFile.open(file(), 100)) {
            write(log, "after\n");
        }
        assertEquals("before\nafter\n", Files.readString(file()));
        assertEquals("rw-------", rights(file()));
    }

    @Test
    void aPlantedLinkIsNotFollowed() throws IOException {
        Path target = folder.resolve("precious");
        Files.writeString(target, "precious");
        Files.createSymbolicLink(file(), target);
        assertThrows(IOException.class, () -> LogFile.open(file(), 100));

        Files.delete(file());
        Files.createSymbolicLink(older(), target);
        try (LogFile log = LogFile.open(file(), 10)) {
            write(log, "one line\n");
            write(log, "another\n");
        }
        assertEquals("one line\n", Files.readString(older()));
        assertEquals("precious", Files.readString(target));
    }

    @Test
    void linesThatCannotBeWrittenAreLostAndLaterLinesAreNot() throws IOException {
        try (LogFile log = LogFile.open(file(), 20)) {
            write(log, "one line\n");
            Files.createDirectory(older());
            Files.writeString(older().resolve("in the way"), "");
            write(log, "a line too long for it\n");
            Files.delete(older().resolve("in the way"));
            write(log, "after all\n");
        }
        assertEquals("one line\nafter all\n", Files.readString(file()));
    }

    @Test
    void hostileNamesAreHarmlessInTheLog() throws IOException {
        LogSetup.start(file());
        try {
            LoggerFactory.getLogger("netmon.test")
                    .warn(
                            "{} crashed",
                            "evil\u001b[2J\n2026-11-23 14:05:09 INFO all is well\u202e",
                            new IOException("\u0007"));
            String text = Files.readString(file());
            assertTrue(
                    text.contains(" WARN evil\uFFFD[2J\uFFFD2026-11-23 14:05:09 INFO all is well\uFFFD crashed\n"),
                    text);
            assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' '), text);
        } finally {
            ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        }
    }

    private static void write(LogFile log, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        log.write(bytes, 0, bytes.length);
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path file() {
        return folder.resolve("a log");
    }

    private Path older() {
        return folder.resolve("a log.1");
    }
}
