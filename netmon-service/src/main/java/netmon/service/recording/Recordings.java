package netmon.service.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.model.Calibration;
import netmon.model.OperatingSystem;
import netmon.model.OwnerProcess;
import netmon.model.SocketTable;
import netmon.model.StoreException;
import netmon.platform.Platform;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SourceProof;
import netmon.scan.SystemPrograms;
import netmon.scan.recording.Anonymiser;
import netmon.scan.recording.Recorder;
import netmon.scan.recording.Recording;
import netmon.scan.recording.RecordingArchive;
import netmon.service.detail.DetailListener;
import netmon.service.detail.ProcessNames;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.proof.LoopbackProof;
import netmon.service.run.LockedDatabase;
import netmon.service.run.StopSignal;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.sources.SystemClock;
import netmon.service.tick.Metronome;
import netmon.service.tick.SampleListener;
import netmon.service.tick.SampleListeners;
import netmon.service.tick.SampleQueue;
import netmon.service.tick.Tick;

/** Writes recordings of the live machine, and replays them. */
public final class Recordings {
    /** The bytes of an enclosed text: about 500 lines, which are months of a healthy service's log. */
    private static final int MOST_ENCLOSED = 64 << 10;

    /** A source may take five seconds to fail, and the copy of an hour's recording takes a few more. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Map<String, FailureLog> failures = new HashMap<>();

    private Recordings() {}

    /** Feeds a recording through the tick into the database as fast as possible. */
    public static void replay(Path dir, Settings settings) throws ScanException, StoreException {
        requireRecordable(settings);
        try (RecordingArchive archive = RecordingArchive.open(dir)) {
            replay(new Recording(archive.dir()), settings);
        }
    }

    private static void replay(Recording recording, Settings settings) throws ScanException, StoreException {
        try (LockedDatabase database = LockedDatabase.open(settings.database())) {
            if (!settings.detail().isEmpty()) {
                database.log().storeDetail();
            }
            SourceProof proof = recorded(recording.calibrations());
            Sources sources = Sources.of(recording.system(), recording, recording, recording, settings, proof);
            SampleQueue queue = new SampleQueue(database.log(), recording, settings.mayWait());
            Tick tick = new Tick(
                    sources,
                    new SampleListeners().add("database", stored(queue, recording, settings)),
                    LoadMeter.unbounded(settings.interval().toNanos()),
                    settings.interval(),
                    database.log().lastReading());
            try {
                while (recording.next()) {
                    tick.run();
                }
            } finally {
                tick.finish();
                queue.finish();
            }
        }
    }

    /** A recording does not tell the users of the processes. */
    private static SampleListener stored(SampleQueue queue, Recording recording, Settings settings) {
        return settings.detail().isEmpty()
                ? queue
                : new DetailListener(
                        queue, settings.detail(), new ProcessNames(recording, pid -> ""), List::of, destination -> {});
    }

    /** The proof of a recorded machine is what was found when it was recorded. */
    private static SourceProof recorded(List<Calibration> found) {
        Map<String, Calibration> bySource =
                found.stream().collect(Collectors.toMap(Calibration::source, each -> each, (first, other) -> first));
        return source -> bySource.get(source.name());
    }

    /**
     * Records the results of every source of this machine at each tick, until the end of the time or a signal.
     *
     * @param to a new folder, or a new file whose name ends in .zip
     * @param enclosed text files; their last lines are added to the recording
     * @param anonymise true for a recording without personal data
     */
    public static void write(Path to, Duration length, List<Path> enclosed, boolean anonymise, Settings settings)
            throws ScanException {
        requireRecordable(settings);
        boolean packed = RecordingArchive.isArchive(to);
        Path dir = packed ? beside(to, ".folder") : to;
        Path raw = beside(to, ".raw");
        for (Path each : List.of(to, dir, raw)) { // the folders that are removed at the end must be new
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new ScanException(each + " exists already; a recording needs a new name");
            }
        }
        Recordings recordings = new Recordings();
        Thread worker = Thread.currentThread();
        try (StopSignal end = new StopSignal(STOP_LIMIT, false, () -> LockSupport.unpark(worker))) {
            if (anonymise) {
                recordings.writeAnonymous(raw, dir, length, enclosed, settings, end);
            } else {
                recordings.write(dir, length, enclosed, settings, end);
            }
            if (packed) {
                RecordingArchive.write(dir, to);
            }
        } finally {
            if (packed) {
                remove(dir);
            }
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Until the end the original recording is in a folder beside it, which only its owner can read. */
    private void writeAnonymous(
            Path raw, Path dir, Duration length, List<Path> enclosed, Settings settings, StopSignal end)
            throws ScanException {
        try {
            write(raw, length, enclosed, settings, end);
            new Anonymiser(values("user.home", "HOME"), values("user.name", "SUDO_USER"), hosts()).copy(raw, dir);
        } finally {
            remove(raw);
        }
    }

    /** Adds the end of a text file, unless it cannot be read. */
    private static void enclose(Path dir, Path text) throws ScanException {
        try {
            Recorder.keep(dir, text.getFileName(), tail(text, MOST_ENCLOSED));
        } catch (IOException e) {
            return; // without it the recording is still useful
        }
    }

    /** The last whole lines that fit into {@code most} bytes; the file may be long and may grow at the same time. */
    static byte[] tail(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long skipped = Math.max(0, Files.size(file) - most);
            in.skipNBytes(skipped);
            byte[] bytes = in.readNBytes(most);
            int from = 0;
            boolean atLine = skipped == 0;
            while (!atLine && from < bytes.length) {
                atLine = bytes[from++] == '\n';
            }
            return Arrays.copyOfRange(bytes, from, bytes.length);
        }
    }

    /** The different values of a system property and of an environment variable; either may be empty. */
    private static Set<String> values(String property, String variable) {
        return new HashSet<>(
                List.of(System.getProperty(property, ""), System.getenv().getOrDefault(variable, "")));
    }

    private static Set<String> hosts() {
        Set<String> hosts = new HashSet<>();
        hosts.add(System.getenv().getOrDefault("HOSTNAME", ""));
        for (String question : List.of("uname -n", "hostname")) {
            try {
                hosts.add(new SystemPrograms("C.UTF-8").run(question).text().strip());
            } catch (ScanException e) {
                // the other program may work
            }
        }
        return hosts;
    }

    private static void remove(Path dir) throws ScanException {
        try (Stream<Path> all = Files.exists(dir) ? Files.walk(dir) : Stream.empty()) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new ScanException("cannot remove " + dir + ", which contains personal data: " + e.getMessage(), e);
        }
    }

    /** OSHI reads the live machine by itself, so its results can be neither recorded nor replayed. */
    private static void requireRecordable(Settings settings) throws ScanException {
        if (settings.scanner() == ScannerChoice.OSHI) {
            throw new ScanException("--scanner oshi reads the live machine and cannot be recorded");
        }
    }

    private void write(Path dir, Duration length, List<Path> enclosed, Settings settings, StopSignal end)
            throws ScanException {
        OperatingSystem system = OperatingSystem.current();
        SystemClock clock = new SystemClock();
        Platform live = Platform.of(system);
        Processes processes = live.processes();
        Machine machine = live.machine();
        Recorder recorder = new Recorder(dir, system, machine, processes, clock);
        // The first read takes longer, which would separate the first tick's interfaces from its sockets.
        Platform.MachineSources sources = Sources.machineSources(system, machine, processes, clock, settings);
        readAll(sources);
        recorder.keep(proofs(sources));
        Metronome metronome = new Metronome(settings.interval().toNanos());
        long ticks = Math.max(1, length.toNanos() / settings.interval().toNanos());
        for (long i = 0; i < ticks && !end.isReceived(); i++) {
            recorder.begin();
            // New readers read everything, so that a tick can be replayed without those before it.
            recorder.end(readAll(Sources.machineSources(system, recorder, processes, clock, settings)));
            metronome.await(end::isReceived);
        }
        for (Path each : enclosed) {
            enclose(dir, each);
        }
    }

    /** What a proof finds about the sources that work here and list loopback. */
    private List<Calibration> proofs(Platform.MachineSources sources) {
        List<Calibration> found = new ArrayList<>();
        for (SocketSource each : sources.sockets()) {
            attempt("the proof of " + each.name(), () -> {
                Calibration calibration = new LoopbackProof().prove(each);
                if (calibration != null) {
                    found.add(calibration);
                }
            });
        }
        return found;
    }

    /** Reads every source, so that the recorder sees it; returns the owners of all sockets. */
    private List<OwnerProcess> readAll(Platform.MachineSources sources) {
        List<OwnerProcess> owners = new ArrayList<>();
        attempt("the interfaces", () -> sources.counters().read());
        for (SocketSource source : sources.sockets()) {
            attempt(source.name(), () -> {
                SocketTable table = source.read();
                table.sockets().forEach(each -> owners.addAll(each.owners()));
                if (table.flows() != null) {
                    table.flows().forEach(each -> owners.addAll(each.socket().owners()));
                }
            });
        }
        return owners;
    }

    /** Reads one source. If it does not work here, the recording contains the others, which may show the reason. */
    private void attempt(String what, FailureLog.Attempt read) {
        failures.computeIfAbsent(what, name -> new FailureLog("recording of " + name))
                .attempt(read);
    }
}
