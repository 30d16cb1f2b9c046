package netmon.service.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import netmon.model.Check;
import netmon.model.OperatingSystem;
import netmon.protocol.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs in the place of osascript and notify-send. */
class TestNotificationTest {
    @TempDir
    private Path place;

    @Test
    void theProgramGetsTheTextAndItsSuccessIsReportedWithTheWayOutOfSilence() throws Exception {
        Path shown = place.resolve("shown");
        program("osascript", "for last; do :; done; echo \"$last\" > '" + shown + "'");

        Check check = test(OperatingSystem.MACOS, 60_000);

        assertEquals(Check.Verdict.OK, check.verdict());
        assertEquals("This is a test: netmon can notify you.\n", Files.readString(shown));
        assertTrue(check.seen().startsWith("osascript took it"), check.seen());
        assertTrue(check.remedy().contains("Script Editor"), check.remedy());
    }

    @Test
    void aProgramThatFailsIsReportedWithItsStatus() throws Exception {
        program("notify-send", "exit 3");

        Check check = test(OperatingSystem.LINUX, 60_000);

        assertEquals(Check.Verdict.BAD, check.verdict());
        assertEquals("notify-send ended with status 3", check.seen());
        assertTrue(check.remedy().contains("DBUS_SESSION_BUS_ADDRESS"), check.remedy());
    }

    @Test
    void aProgramThatHangsIsKilled() throws Exception {
        Path pid = place.resolve("pid");
        program("notify-send", "echo $$ > '" + pid + "'; exec sleep 600");

        Check check = test(OperatingSystem.LINUX, 2_000);

        assertEquals("notify-send did not end within 2 s", check.seen());
        long sleeper = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(sleeper)
                .ifPresent(each -> each.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void withoutTheProgramAlertsAreOnlyLogged() throws Exception {
        assertEquals(
                "notify-send is not installed, so alerts are written to the log only",
                test(OperatingSystem.LINUX, 1_000).seen());
    }

    private Check test(OperatingSystem system, long limitMillis) throws Exception {
        DesktopNotification desktop = new DesktopNotification(system, List.of(place), Map.of("HOME", "/"));
        return new TestNotification(desktop, limitMillis)
                .start(new Request.TestAlert())
                .get(2, TimeUnit.MINUTES)
                .checks()
                .get(0);
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(place.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
