package netmon.service.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import netmon.model.OperatingSystem;
import netmon.model.OwnerProcess;
import netmon.model.Socket;
import netmon.model.StoreException;
import netmon.platform.Platform;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SystemPrograms;
import netmon.scan.recording.Anonymiser;
import netmon.scan.recording.Recorder;
import netmon.scan.recording.Recording;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.run.LockedDatabase;
import netmon.service.run.Service;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.sources.SystemClock;
import netmon.service.tick.Metronome;
import netmon.store.TrafficWriter;

/** Writes recordings of the living machine, and feeds them through the service. */
public final class Recordings {
    /** Bytes of an enclosed text: some 500 lines, which are months of a healthy service's log. */
    private static final int MOST_ENCLOSED = 64 << 10;

    private final Map<String, FailureLog> troubles = new HashMap<>();

    private Recordings() {}

    /** Feeds a recording into the database as fast as it goes. */
    public static void replay(Path dir, Settings settings) throws ScanException, StoreException {
        Recording recording = new Recording(dir);
        requireRecordable(settings);
        try (LockedDatabase database = LockedDatabase.open(settings.database())) {
            TrafficWriter log = database.log();
            Sources sources = Sources.of(recording.system(), recording, recording, recording, settings);
            Service service = new Service(
                    sources,
                    log,
                    null,
                    null,
                    LoadMeter.unbounded(settings.interval().toNanos()),
                    log.lastReading(),
                    settings);
            try {
                while (recording.next()) {
                    service.step();
                }
            } finally {
                service.finish();
            }
        }
    }

    /**
     * Writes what every source of this machine reads, tick by tick; fewer ticks where a signal ends it early.
     *
     * @param enclosed texts whose ends are put beside it
     */
    public static void write(Path dir, Duration length, List<Path> enclosed, Settings settings) throws ScanException {
        try (SignalInterrupt end = new SignalInterrupt()) {
            write(dir, length, enclosed, settings, end);
        }
    }

    private static void write(Path dir, Duration length, List<Path> enclosed, Settings settings, SignalInterrupt end)
            throws ScanException {
        OperatingSystem system = OperatingSystem.current();
        requireRecordable(settings);
        new Recordings().write(dir, system, length, settings, end);
        for (Path each : enclosed) {
            enclose(dir, each);
        }
    }

    /**
     * The same without what tells who somebody is. What was recorded first lies beside it meanwhile, readable by its owner
     * alone, and is removed.
     */
    public static void writeAnonymous(Path dir, Duration length, List<Path> enclosed, Settings settings)
            throws ScanException {
        Path raw = dir.resolveSibling(dir.getFileName() + ".raw");
        for (Path each : List.of(dir, raw)) { // what is removed at the end must be what is made here
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new ScanException(each + " exists already; a recording needs a new folder");
            }
        }
        try (SignalInterrupt end = new SignalInterrupt()) {
            try {
                write(raw, length, enclosed, settings, end);
                new Anonymiser(homes(), users(), hosts()).copy(raw, dir);
            } finally {
                remove(raw);
            }
        }
    }

    /** What cannot be read is left out. */
    private static void enclose(Path dir, Path text) throws ScanException {
        byte[] end;
        try {
            end = FileTail.of(text, MOST_ENCLOSED);
        } catch (IOException e) {
            return;
        }
        Recorder.keep(dir, text.getFileName(), end);
    }

    private static Set<String> homes() {
        Set<String> homes = new HashSet<>();
        homes.add(System.getProperty("user.home", ""));
        homes.add(System.getenv().getOrDefault("HOME", ""));
        return homes;
    }

    private static Set<String> users() {
        Set<String> users = new HashSet<>();
        users.add(System.getProperty("user.name", ""));
        users.add(System.getenv().getOrDefault("SUDO_USER", ""));
        return users;
    }

    private static Set<String> hosts() {
        Set<String> hosts = new HashSet<>();
        hosts.add(System.getenv().getOrDefault("HOSTNAME", ""));
        for (String question : List.of("uname -n", "hostname")) {
            try {
                hosts.add(new SystemPrograms("C.UTF-8").run(question).text().strip());
            } catch (ScanException e) {
                // the other one tells it
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
            throw new ScanException("cannot remove " + dir + ", which tells who talked to whom: " + e.getMessage(), e);
        }
    }

    /** OSHI asks the living machine in ways of its own, so its answers can neither be written down nor played back. */
    private static void requireRecordable(Settings settings) throws ScanException {
        if (settings.scanner() == ScannerChoice.OSHI) {
            throw new ScanException("--scanner oshi reads the living machine and cannot be recorded");
        }
    }

    private void write(Path dir, OperatingSystem system, Duration length, Settings settings, SignalInterrupt end)
            throws ScanException {
        SystemClock clock = new SystemClock();
        Platform live = Platform.of(system);
        Processes processes = live.processes();
        Machine machine = live.machine();
        Recorder recorder = new Recorder(dir, system, machine, processes, clock);
        // A first time takes longer; it would come between the first tick's interfaces and its sockets.
        readAll(Sources.machineSources(system, machine, processes, clock, settings));
        Metronome metronome = new Metronome(settings.interval().toNanos());
        long ticks = Math.max(1, length.toNanos() / settings.interval().toNanos());
        for (long i = 0; i < ticks && !end.isWanted(); i++) {
            recorder.begin();
            // New readers ask all that there is to ask: a tick can be understood without those before it.
            recorder.end(readAll(Sources.machineSources(system, recorder, processes, clock, settings)));
            metronome.await(end::isWanted);
        }
    }

    /** Asks every source, for its answers to be recorded; tells the owners of all sockets. */
    private List<OwnerProcess> readAll(Platform.MachineSources sources) {
        List<OwnerProcess> owners = new ArrayList<>();
        attempt("the interfaces", () -> sources.counters().read());
        for (SocketSource source : sources.sockets()) {
            attempt(source.name(), () -> {
                for (Socket socket : source.read().sockets()) {
                    owners.addAll(socket.owners());
                }
            });
        }
        return owners;
    }

    /** A source that does not work here is left out, for what the others say may tell why. */
    private void attempt(String what, Source source) {
        FailureLog trouble = troubles.computeIfAbsent(what, name -> new FailureLog("recording of " + name));
        try {
            source.read();
            trouble.over();
        } catch (ScanException | RuntimeException e) {
            trouble.because(e);
        }
    }

    /** Asks one source. */
    @FunctionalInterface
    private interface Source {
        void read() throws ScanException;
    }
}
