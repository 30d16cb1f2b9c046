package netmon.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import netmon.model.Socket;
import netmon.scan.CounterSource;
import netmon.scan.Platform;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.recording.Recorder;
import netmon.scan.recording.Recording;
import netmon.store.StoreException;
import netmon.store.TrafficLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes recordings of the living machine, and feeds them through the service. */
final class Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

    private Recordings() {}

    /** Feeds a recording into the database as fast as it goes. */
    static void replay(Path dir, Settings settings) throws ScanException, StoreException {
        Recording recording = new Recording(dir);
        Path file = settings.database();
        try (OwnDatabase database = OwnDatabase.open(file)) {
            TrafficLog log = database.log();
            Sources sources = Sources.of(recording.platform(), recording, recording, recording, settings);
            Service service = new Service(sources, log, null, null, log.lastReading(), settings);
            while (recording.next()) {
                service.step();
            }
            service.finish();
        }
    }

    /** Writes what every source of this machine reads, tick by tick. */
    static void write(Path dir, Duration length, Duration interval, Settings settings) throws ScanException {
        SystemClock clock = new SystemClock();
        String system = Platform.here();
        Processes processes = Platform.processes(system);
        Recorder recorder = new Recorder(dir, system, Platform.machine(system), processes, clock);
        CounterSource counters =
                Sources.of(system, recorder, processes, clock, settings).counters();
        List<SocketSource> candidates = Sources.candidates(system, recorder, processes, clock, settings);
        Metronome metronome = new Metronome(interval.toNanos());
        long ticks = Math.max(1, length.toNanos() / interval.toNanos());
        for (long i = 0; i < ticks; i++) {
            recorder.begin();
            counters.read();
            recorder.end(owners(candidates));
            metronome.await(() -> false);
        }
    }

    /** Asks every source, for the answers to be recorded; one that does not work here is left out. */
    private static Set<Long> owners(List<SocketSource> candidates) {
        Set<Long> pids = new HashSet<>();
        for (SocketSource source : candidates) {
            try {
                for (Socket socket : source.read().sockets()) {
                    socket.owners().forEach(owner -> pids.add(owner.pid()));
                }
            } catch (ScanException e) {
                LOG.info("not recorded: {}: {}", source.name(), e.getMessage());
            }
        }
        return pids;
    }
}
