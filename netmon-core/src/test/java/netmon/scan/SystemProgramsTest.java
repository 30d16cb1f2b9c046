package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, written as shell scripts. */
@Timeout(60)
class SystemProgramsTest {
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration SHORT = Duration.ofMillis(400);

    /** Longer than any script here takes on a busy machine, and short enough for a test that hangs. */
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path place;

    @Test
    void outputAndExitStatusAreReturnedForEveryStatus() throws Exception {
        program("three", "echo one; echo two >&2; exit 3");
        ProgramOutput output = tools().run("three");
        assertEquals("one\n", output.text());
        assertEquals(3, output.exit());
    }

    @Test
    void printingNothingIsAnAnswer() throws Exception {
        program("silent", "exit 0");
        assertEquals("", tools().run("silent").text());
    }

    @Test
    void argumentsAreSplitAtBlanksAndSeenByNoShell() throws Exception {
        program("args", "for a in \"$@\"; do echo \"<$a>\"; done");
        assertEquals(
                "<-x>\n<$HOME;ls>\n<*>\n", tools().run("args -x $HOME;ls *").text());
    }

    @Test
    void theEnvironmentContainsOnlyTheLocale() throws Exception {
        program("environment", "echo \"$LC_ALL $HOME $USER\"");
        assertEquals("C.UTF-8  \n", tools().run("environment").text());
    }

    @Test
    void standardInputStaysOpenWhileTheProgramRuns() throws Exception {
        program("waits", "exec 3<&0; (read -r x <&3; echo ended) & sleep 0.1; kill $! && echo open");
        assertEquals("open\n", tools().run("waits").text());
    }

    @Test
    void aMissingProgramIsNamedWithTheFolders() {
        ScanException e = assertThrows(ScanException.class, () -> tools().run("nowhere -x"));
        assertEquals("nowhere: no such program in [" + place + "]", e.getMessage());
    }

    @Test
    void theFirstFolderWins() throws Exception {
        Path second = Files.createDirectory(place.resolve("second"));
        Scripts.write(second, "tool", "echo second");
        SystemPrograms tools = new SystemPrograms(List.of(place, second), "C.UTF-8", LONG, MOST_BYTES);
        assertEquals("second\n", tools.run("tool").text());
        program("tool", "echo first");
        assertEquals(
                "first\n",
                new SystemPrograms(List.of(place, second), "C.UTF-8", LONG, MOST_BYTES)
                        .run("tool")
                        .text());
    }

    @Test
    void aFileThatCannotBeRunIsReported() throws Exception {
        Scripts.writeFile(place, "broken", "#!/nowhere/sh\n");
        ScanException e = assertThrows(ScanException.class, () -> tools().run("broken"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("broken: cannot be started: "), e.toString());
    }

    @Test
    void aProgramThatHangsIsKilledWithItsChildren() throws Exception {
        program("hangs", "sleep 1000 & echo $! > " + place + "/child; wait");
        ScanException e = bounded(tools(SHORT), "hangs");
        assertEquals("hangs: killed after 400 ms", e.getMessage());
        long child = Long.parseLong(Files.readString(place.resolve("child")).strip());
        await(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aProgramThatPrintsForEverIsKilled() throws Exception {
        program("endless", "echo $$ > " + place + "/self; exec yes");
        ScanException e = bounded(tools(LONG), "endless");
        assertEquals("endless: killed because it printed more than 1048576 bytes", e.getMessage());
        long self = Long.parseLong(Files.readString(place.resolve("self")).strip());
        await(() -> ProcessHandle.of(self).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aGrandchildThatKeepsThePipeOpenIsNotWaitedFor() throws Exception {
        program("leaves", "sleep 30 & echo done");
        ProgramOutput output = assertTimeoutPreemptively(LONG, () -> tools().run("leaves"));
        assertEquals("done\n", output.text());
    }

    @Test
    void aGrandchildThatPrintsForEverIsBounded() throws Exception {
        // The closed pipe ends it.
        program("leaves", "yes & sleep 0.05; echo done");
        bounded(tools(SHORT), "leaves");
    }

    @Test
    void aProgramThatFloodsStandardErrorStillAnswers() throws Exception {
        program("complains", "head -c 3000000 /dev/zero >&2; echo done");
        assertEquals("done\n", tools().run("complains").text());
    }

    @Test
    void outputLargerThanThePipeComesWhole() throws Exception {
        program("large", "head -c 700000 /dev/zero; printf x");
        ProgramOutput output = tools().run("large");
        assertEquals(700_001, output.bytes().remaining());
        assertEquals('x', output.bytes().get(700_000));
    }

    @Test
    void anInterruptKillsTheProgramAndStaysSet() throws Exception {
        program("hangs", "echo $$ > " + place + "/self; exec sleep 1000");
        AtomicReference<String> seen = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            ScanException e = assertThrows(ScanException.class, () -> tools().run("hangs"));
            seen.set(e.getMessage() + Thread.currentThread().isInterrupted());
        });
        caller.start();
        await(() -> Files.exists(place.resolve("self")));
        caller.interrupt();
        caller.join();
        assertEquals("hangs: killed because netmon stopstrue", seen.get());
    }

    @Test
    void aHundredRunsLeaveNoProcessAndNoPipeBehind() throws Exception {
        program("quick", "echo quick");
        SystemPrograms tools = tools();
        tools.run("quick");
        long before = openDescriptors();
        for (int i = 0; i < 100; i++) {
            assertEquals("quick\n", tools.run("quick").text());
        }
        await(() -> openDescriptors() <= before + 3);
    }

    private static ScanException bounded(SystemPrograms tools, String commandLine) {
        return assertTimeoutPreemptively(LONG, () -> assertThrows(ScanException.class, () -> tools.run(commandLine)));
    }

    private SystemPrograms tools() {
        return tools(LONG);
    }

    private SystemPrograms tools(Duration limit) {
        return new SystemPrograms(List.of(place), "C.UTF-8", limit, MOST_BYTES);
    }

    private void program(String name, String script) throws IOException {
        Scripts.write(place, name, script);
    }

    /** Open descriptors where the system has /proc; elsewhere 0, so that the test checks less. */
    private static long openDescriptors() {
        String[] descriptors = Path.of("/proc/self/fd").toFile().list();
        return descriptors == null ? 0 : descriptors.length;
    }

    private static void await(BooleanSupplier condition) {
        assertTimeoutPreemptively(LONG, () -> {
            while (!condition.getAsBoolean()) {
                LockSupport.parkNanos(1_000_000);
            }
        });
    }
}
