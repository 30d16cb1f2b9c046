package netmon.service.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import netmon.model.Check;
import netmon.model.OperatingSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopNotificationTest {
    private static final String HOSTILE = "More: \"x\" & (do shell script \"id\") \\033 <b>";

    @TempDir
    Path place;

    @Test
    void onMacosTheTextIsAnArgumentOfTheScriptAndNoPartOfIt() throws IOException {
        Path osascript = program("osascript");
        List<String> words =
                new DesktopNotification(OperatingSystem.MACOS, List.of(place), Map.of()).commandLine(HOSTILE);
        assertEquals(
                List.of(
                        osascript.toString(),
                        "-e",
                        "on run argv",
                        "-e",
                        "display notification (item 2 of argv) with title (item 1 of argv)",
                        "-e",
                        "end run",
                        "netmon",
                        HOSTILE),
                words);
    }

    @Test
    void elsewhereTheTextIsNeitherMarkupNorAnEscape() throws IOException {
        Path notifySend = program("notify-send");
        assertEquals(
                List.of(
                        notifySend.toString(),
                        "--",
                        "netmon",
                        "More: \"x\" &amp; (do shell script \"id\") \\\\033 &lt;b&gt;"),
                new DesktopNotification(OperatingSystem.LINUX, List.of(place), Map.of()).commandLine(HOSTILE));
    }

    @Test
    void onlyTheGivenFoldersAreSearchedAndOnlyExecutableFilesAreUsed() throws IOException {
        DesktopNotification desktop = new DesktopNotification(
                OperatingSystem.LINUX, List.of(place.resolve("none"), place), Map.of("PATH", "/usr/bin"));
        assertNull(desktop.commandLine("x"));
        Files.createDirectory(place.resolve("notify-send"));
        assertNull(desktop.commandLine("x"));
    }

    @Test
    void aMissingProgramIsAFaultOnlyIfAnAlertNeedsIt() {
        DesktopNotification desktop = new DesktopNotification(OperatingSystem.LINUX, List.of(place), Map.of());
        assertEquals(Check.Verdict.OK, desktop.check(false).verdict());
        assertEquals(Check.Verdict.WARN, desktop.check(true).verdict());
        assertTrue(
                desktop.check(true).remedy().contains("libnotify"),
                desktop.check(true).remedy());
    }

    @Test
    void onlyVariablesThatTheDesktopNeedsArePassedOn() {
        Map<String, String> all = Map.of("HOME", "/home/me", "DISPLAY", ":0", "SECRET", "x", "LD_PRELOAD", "x");
        assertEquals(
                Map.of("HOME", "/home/me", "DISPLAY", ":0", "LC_ALL", "C.UTF-8"),
                new DesktopNotification(OperatingSystem.LINUX, List.of(), all).environment());
    }

    private Path program(String name) throws IOException {
        return Files.createFile(
                place.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
