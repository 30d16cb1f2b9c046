package netmon.scan.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import netmon.model.Address;
import netmon.model.Calibration;
import netmon.model.CalibrationText;
import netmon.model.OperatingSystem;
import netmon.model.OwnerProcess;
import netmon.scan.FakeClock;
import netmon.scan.FakeMachine;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.macos.ntstat.KernelControl;
import netmon.scan.macos.ntstat.NtstatSockets;
import netmon.scan.macos.ntstat.RecordedControl;
import netmon.scan.macos.ntstat.UnknownLengths;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final OwnerProcess SHELL = new OwnerProcess(7, 1000, "/bin/sh\t\n", "sh", "/home/me/a script");

    @TempDir
    private Path folder;

    private Path dir;
    private final FakeMachine machine = new FakeMachine()
            .says("netstat -ibn", new ProgramOutput(ByteBuffer.wrap(new byte[] {1, 0, -1}), 3))
            .says("proc net dev", "eth0");

    @BeforeEach
    void namesAFolder() {
        dir = folder.resolve("a recording");
    }

    @Test
    void theAnswersOfAMachineAreReadBack() throws ScanException {
        machine.addresses.put("eth0", List.of(Address.parse("10.0.0.1"), Address.parse("fe80::1")));
        Recorder recorder = record();
        recorder.begin();
        recorder.read("netstat -ibn");
        recorder.read("proc net dev");
        recorder.end(List.of(SHELL));
        recorder.begin();
        recorder.end(List.of());

        Recording recording = new Recording(dir);
        assertEquals(OperatingSystem.MACOS, recording.system());
        assertTrue(recording.next());
        ProgramOutput netstat = recording.read("netstat -ibn");
        assertEquals(3, netstat.exit());
        assertEquals(ByteBuffer.wrap(new byte[] {1, 0, -1}), netstat.bytes());
        assertEquals("eth0", recording.read("proc net dev").text());
        assertEquals("boot-1", recording.boot());
        assertEquals(machine.addresses, recording.addresses());
        assertEquals(new OwnerProcess(7, 1000, "/bin/sh", null, "/home/me/a script"), trimmed(recording.of(7, null)));
        assertTrue(recording.next());
        assertThrows(ScanException.class, () -> recording.read("proc net dev"));
        assertFalse(recording.next());
    }

    @Test
    void versionAndCalibrationsAreReadBack() throws ScanException {
        machine.version = "26.1";
        Recorder recorder = record();
        List<Calibration> found =
                CalibrationText.parse("netstat owner=yes closed=no unsent=no others=yes tcp4:in=2+52\n"
                        + "ntstat owner=yes closed=yes unsent=no others=yes");
        recorder.keep(found);
        recorder.begin();
        recorder.end(List.of());
        Recording recording = new Recording(dir);
        assertEquals("26.1", recorder.version());
        assertEquals("26.1", recording.version());
        assertEquals(found, recording.calibrations());
    }

    @Test
    void aRecordingWithoutVersionAndCalibrationHasNone() throws ScanException {
        Recorder recorder = record();
        recorder.begin();
        recorder.end(List.of());
        Recording recording = new Recording(dir);
        assertEquals("", recording.version());
        assertEquals(List.of(), recording.calibrations());
    }

    @Test
    void aCalibrationThatCannotBeReadIsAClearError() throws Exception {
        Recorder recorder = record();
        recorder.begin();
        Files.writeString(dir.resolve("calibration"), "netstat owner=perhaps\n");
        ScanException e = assertThrows(ScanException.class, () -> new Recording(dir).calibrations());
        assertEquals("calibration of the recording: no calibration: netstat owner=perhaps", e.getMessage());
    }

    /** The second tick holds nothing, since nothing was received in it. */
    @Test
    void oneConnectionToNtstatLastsAsLongAsTheRecording() throws ScanException {
        Recording sample = new Recording(Path.of("src/test/resources/macos/ntstat/mixed-11417"));
        sample.next();
        List<KernelControl> opened = new ArrayList<>();
        KernelControl.Opener opener = () -> {
            opened.add(new RecordedControl(() -> sample.read("ntstat").bytes()));
            return opened.get(0);
        };
        Recorder recorder = record();
        List<Integer> found = new ArrayList<>();
        for (int tick = 0; tick < 3; tick++) {
            recorder.begin();
            if (tick != 1) {
                found.add(recorder.ntstat(opener).read().sockets().size());
                sample.next();
            }
            recorder.end(List.of());
        }
        assertEquals(1, opened.size());
        Recording recording = new Recording(dir);
        SocketSource replayed = new NtstatSockets(
                () -> new RecordedControl(() -> recording.read("ntstat").bytes()), UnknownLengths.REFUSE, () -> 0);
        recording.next();
        assertEquals(found.get(0), replayed.read().sockets().size());
        recording.next();
        assertThrows(ScanException.class, () -> recording.read("ntstat"));
        recording.next();
        assertEquals(found.get(1), replayed.read().sockets().size());
    }

    @Test
    void ticksHaveTheSameNumbersInEveryLanguage() throws Exception {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            record().begin();
        } finally {
            Locale.setDefault(usual);
        }

        assertTrue(Files.isDirectory(dir.resolve("0001")));
    }

    @Test
    void everythingIsItsOwnersOnly() throws Exception {
        Recorder recorder = record();
        recorder.begin();
        recorder.read("netstat -ibn");
        recorder.end(List.of(SHELL));

        try (var all = Files.walk(dir)) {
            for (Path each : all.toList()) {
                String expected = Files.isDirectory(each) ? "rwx------" : "rw-------";
                assertEquals(
                        expected, PosixFilePermissions.toString(Files.getPosixFilePermissions(each)), each::toString);
            }
        }
    }

    @Test
    void anExistingFolderIsRefusedAndALinkIsNotFollowed() throws IOException {
        Files.createDirectory(dir);
        assertRefused();
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, dir);
        dir = link;
        assertRefused();
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("nowhere"));
        assertRefused();
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void aLinkThatIsPlantedInATickIsNotFollowed() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Recorder recorder = record();
        recorder.begin();
        Files.createSymbolicLink(dir.resolve("0001/processes.tsv"), precious);
        assertThrows(ScanException.class, () -> recorder.end(List.of(SHELL)));
        assertEquals("precious", Files.readString(precious));
    }

    @Test
    void anAnswerThatCannotBeWrittenFailsAtTheTicksEndAndNotInTheSource() throws Exception {
        Recorder recorder = record();
        recorder.begin();
        Files.createSymbolicLink(dir.resolve("0001/proc net dev"), folder.resolve("nowhere"));
        assertEquals("eth0", recorder.read("proc net dev").text());
        ScanException reported = assertThrows(ScanException.class, () -> recorder.end(List.of()));
        assertTrue(String.valueOf(reported.getMessage()).startsWith("cannot write "), reported::toString);
    }

    @Test
    void anOwnerThatEndedMeanwhileIsRecordedAsFarAsItIsKnown() throws ScanException {
        Recorder recorder = record(new ProcessHandles());
        recorder.begin();
        recorder.end(List.of(new OwnerProcess(Long.MAX_VALUE, 5, "/opt/gone", null, null)));
        Recording recording = new Recording(dir);
        recording.next();
        assertEquals("/opt/gone", recording.of(Long.MAX_VALUE, null).path());
    }

    @Test
    void anOwnerWithOnlyAPidIsResolved() throws ScanException {
        Recorder recorder = record(new Processes() {
            @Override
            public OwnerProcess of(long pid, @Nullable String command) {
                return new OwnerProcess(pid, 9, "/opt/asked", command, null);
            }

            @Override
            public long started(long pid) {
                return 9;
            }
        });
        recorder.begin();
        recorder.end(List.of(OwnerProcess.unresolved(12, "asked")));
        Recording recording = new Recording(dir);
        recording.next();
        assertEquals(new OwnerProcess(12, 9, "/opt/asked", "asked", null), recording.of(12, "asked"));
    }

    @Test
    void onlyRegularFilesOfARecordingAreRead() throws Exception {
        Path tick = Files.createDirectories(dir.resolve("0001"));
        Files.writeString(dir.resolve("platform"), "macos");
        Files.writeString(tick.resolve("at"), "5");
        Files.createSymbolicLink(tick.resolve("netstat -ibn"), dir.resolve("platform"));
        Recording recording = new Recording(dir);
        recording.next();
        ScanException refused = assertThrows(ScanException.class, () -> recording.read("netstat -ibn"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("not a regular file"), refused::toString);
    }

    @Test
    void aTickWhoseFolderIsALinkIsNoTick() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("at"), "5");
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("platform"), "macos");
        Files.createSymbolicLink(dir.resolve("0001"), elsewhere);

        ScanException refused = assertThrows(ScanException.class, () -> new Recording(dir));

        assertEquals(dir + " is no recording: it has no tick such as 0001", refused.getMessage());
    }

    /** Blanks replace characters that would end a cell or a line. */
    private static OwnerProcess trimmed(OwnerProcess read) {
        return new OwnerProcess(
                read.pid(), read.started(), String.valueOf(read.path()).strip(), read.command(), read.script());
    }

    private void assertRefused() {
        ScanException refused = assertThrows(ScanException.class, this::record);
        assertEquals(dir + " exists already; a recording needs a new folder", refused.getMessage());
    }

    private Recorder record() throws ScanException {
        return record(new ProcessHandles());
    }

    private Recorder record(Processes processes) throws ScanException {
        return new Recorder(dir, OperatingSystem.MACOS, machine, processes, new FakeClock());
    }
}
